# One image for every service; the command chooses which.
FROM eclipse-temurin:25-jdk AS build
RUN apt-get update && apt-get install -y --no-install-recommends maven && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
ARG SIGNET_COMMIT=
RUN --mount=type=cache,target=/root/.m2 mvn -q -T1C -Dmaven.test.skip=true -Dsignet.commit=$SIGNET_COMMIT -Dspotless.check.skip=true -pl standalone -am package

FROM eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="Signet" org.opencontainers.image.description="Signs every record exactly once, and proves it"
RUN useradd --system --uid 10001 --create-home --home-dir /home/signet signet \
 && cd /run && mkdir -p signet/own signet/for && cd signet \
 && mkdir kek intake vault tokens passwords people operator console seeder audit statement checkpoints \
 && cd for && mkdir collection-service key-service batch-dispatcher signing-service audit-service vault-service migrate clients postgres rabbitmq \
 && cd ../ && mkdir -p tls certs && cd certs && mkdir collection-service key-service batch-dispatcher signing-service audit-service vault-service console seeder ca \
 && chown -R signet /run/signet && chmod 700 /run/signet/* /run/signet/for/* /run/signet/certs/* && chmod 755 /run/signet/for/postgres /run/signet/for/rabbitmq
COPY --from=build /src/standalone/target/dist/lib /app/lib
COPY --from=build /src/standalone/target/dist/signet.cdx.json /app/signet.cdx.json
COPY signet /app/signet
# Makes the caches of classes that the command line and the services start from.
RUN /app/signet version && /app/signet warm-up
USER 10001
ENTRYPOINT ["/app/signet"]
