package io.millrace.entityfeatures;

import io.millrace.contracts.EntityRecord;
import io.millrace.contracts.FeaturePart;
import io.millrace.runtime.Service;
import io.millrace.runtime.ServiceContext;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;

/// processor-a: computes the features that need the history of an entity.
public final class EntityFeaturesService implements Service {

  @Override
  public String name() {
    return "processor-a";
  }

  @Override
  public Topology topology(ServiceContext context) {
    KStream<String, EntityRecord> records = context.read(context.topics().eventsA());
    KStream<String, FeaturePart> parts =
        EntityFeaturesTopology.features(new EntityStage(context), records);
    context.write(parts, context.topics().featuresA());
    return context.builder().build();
  }

  @Override
  public Map<String, Object> streamsProperties() {
    return Map.of(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
  }
}
