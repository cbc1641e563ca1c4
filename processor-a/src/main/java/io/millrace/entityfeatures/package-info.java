/// processor-a: the features of the entities of an event, from their histories in RocksDB.
@NullMarked
package io.millrace.entityfeatures;

import org.jspecify.annotations.NullMarked;
