package io.millrace.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;

/// A seeded features file: ten days from 2018-06-01, three features of which two tell something of
/// the label, one of them missing now and then.
final class SyntheticFraud {
  static final int ROWS_PER_DAY = 500;
  static final int DAYS = 10;

  private SyntheticFraud() {}

  static FeatureTable table(Path folder) throws IOException {
    return FeatureTable.read(write(folder));
  }

  static Path write(Path folder) throws IOException {
    Random random = new Random(7);
    Instant start = Instant.parse("2018-06-01T00:00:00Z");
    StringBuilder csv =
        new StringBuilder("event_id,event_time,amount,risk,noise,label,card,terminal\n");
    for (int i = 0; i < DAYS * ROWS_PER_DAY; i++) {
      double amount = Math.exp(3 + random.nextGaussian());
      double risk = random.nextDouble();
      double logit = -5 + amount / 40 + 4 * risk * risk;
      boolean fraud = random.nextDouble() < 1 / (1 + Math.exp(-logit));
      csv.append(i)
          .append(',')
          .append(start.plusSeconds(86_400L * i / ROWS_PER_DAY))
          .append(',')
          .append(amount)
          .append(',')
          .append(random.nextInt(10) == 0 ? "" : Double.toString(risk))
          .append(',')
          .append(random.nextGaussian())
          .append(fraud ? ",1," : ",0,")
          .append(random.nextInt(100))
          .append(',')
          .append(random.nextInt(50))
          .append('\n');
    }
    return Files.writeString(folder.resolve("features.csv"), csv);
  }
}
