package io.millrace.entityfeatures;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/// Bounds the memory of RocksDB for the whole process, however many partitions it has; by default
/// each would take up to 100 MB. Kafka Streams instantiates it, once for each store.
///
/// The cache and the write buffers are shared and therefore static; they live as long as the
/// process. Settings after [Kafka's
/// guide](https://kafka.apache.org/43/documentation/streams/developer-guide/memory-mgmt.html).
public final class BoundedRocksDb implements RocksDBConfigSetter {
  /// All of it. Histories in use sit in the cache of Kafka Streams in front of it, and what was
  /// evicted in the operating system's page cache behind it, so more gains little.
  private static final long TOTAL_BYTES = 128L << 20;

  /// The share of what is not yet on disk.
  private static final long WRITE_BUFFER_BYTES = 48L << 20;

  /// The share that is kept for indexes and filters, without which each read would be several.
  private static final double INDEX_AND_FILTER_SHARE = 0.1;

  private static final Cache CACHE = new LRUCache(TOTAL_BYTES, -1, false, INDEX_AND_FILTER_SHARE);
  private static final WriteBufferManager WRITE_BUFFERS =
      new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(WRITE_BUFFERS);
  }

  @Override
  public void close(String storeName, Options options) {
    // Nothing here belongs to one store.
  }
}
