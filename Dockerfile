# Millrace: one image for every service and the command line.
#   docker build -t millrace .
#   docker run --rm millrace validate /opt/millrace/pipelines/card-fraud
# docs/how-to/run-with-docker.md says how to run it.

# The poms alone: as long as they are the same, so is the layer of the libraries that they name.
FROM maven:3-eclipse-temurin-25 AS poms
WORKDIR /src
COPY . .
RUN find . -name pom.xml -exec install -D -m 644 {} /poms/{} \; && cp -r .mvn /poms

FROM maven:3-eclipse-temurin-25 AS libraries
WORKDIR /src
COPY --from=poms /poms .
RUN mvn --batch-mode --quiet -Dquick -DnoTests -pl cli -am package \
  && mv cli/target/millrace/lib /libraries \
  && for module in */; do rm -rf "/libraries/${module%/}"-*.jar "$module/target"; done

FROM libraries AS build
COPY . .
RUN mvn --batch-mode --quiet -Dquick -DnoTests -pl cli -am package \
  && cd cli/target/millrace/lib \
  && for jar in *.jar; do if cmp -s "$jar" "/libraries/$jar"; then rm "$jar"; fi; done

# glibc is needed by RocksDB and ONNX Runtime, libgomp1 by XGBoost (`train`).
FROM eclipse-temurin:25-jre
RUN apt-get update \
  && apt-get install -y --no-install-recommends libgomp1 \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --system --no-create-home --uid 10001 millrace \
  && install -d -o millrace /state
COPY --from=libraries /libraries /opt/millrace/lib
COPY --from=build /src/cli/target/millrace /opt/millrace
# Here and not above, since the cache holds for the JVM that made it. Without it (--build-arg AOT=off) starts are colder, and that is all.
ARG AOT=on
RUN [ "$AOT" = off ] || /opt/millrace/bin/warm-up || true
USER millrace
# A heap of half the container's memory leaves the rest to RocksDB, ONNX Runtime and the JVM itself.
ENV MILLRACE_STATE_DIR=/state MILLRACE_HTTP_HOST=0.0.0.0 MILLRACE_LOG=json \
  JAVA_OPTS="-XX:MaxRAMPercentage=50 -XX:+ExitOnOutOfMemoryError"
VOLUME /state
EXPOSE 9464
HEALTHCHECK --interval=10s --timeout=5s --start-period=2m --retries=6 CMD ["/opt/millrace/bin/healthy"]
ENTRYPOINT ["/opt/millrace/bin/millrace"]
CMD ["--help"]
