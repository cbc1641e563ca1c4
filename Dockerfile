# Millrace: one image for every service and the command line.
#   docker build -t millrace .
#   docker run --rm millrace service ingestion-service
FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN mvn --batch-mode --quiet -Dquick -DnoTests -pl cli -am package

# glibc is needed by RocksDB and ONNX Runtime, libgomp1 by XGBoost (`train`).
FROM eclipse-temurin:25-jre
RUN apt-get update \
  && apt-get install -y --no-install-recommends libgomp1 \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --system --uid 10001 millrace \
  && install -d -o millrace /state
COPY --from=build /src/cli/target/millrace /opt/millrace
# Here and not above, since the cache holds for the JVM that made it. Without it starts are colder, and that is all.
RUN /opt/millrace/bin/warm-up || true
USER millrace
ENV MILLRACE_STATE_DIR=/state MILLRACE_HTTP_HOST=0.0.0.0
VOLUME /state
EXPOSE 9464
ENTRYPOINT ["/opt/millrace/bin/millrace"]
CMD ["--help"]
