package dev.signet.cli.verify;

import dev.signet.cli.progress.Keyrings;
import dev.signet.cli.server.Json;
import dev.signet.cli.server.Pages;
import dev.signet.cli.server.Server;
import java.io.InputStream;
import java.util.function.Consumer;

record ServerLedger(Server collection, Server keyService) implements LedgerSource {
    @Override
    public Keyrings keyrings() throws InterruptedException {
        return Keyrings.read(collection);
    }

    @Override
    public void batches(Consumer<Batch> reader) throws InterruptedException {
        new Pages(collection, "api/v1/batches")
                .all(batch -> reader.accept(Json.MAPPER.treeToValue(batch, Batch.class)));
    }

    @Override
    public InputStream leases() throws InterruptedException {
        return keyService.stream("api/v1/leases");
    }

    @Override
    public InputStream signatures() throws InterruptedException {
        return collection.stream("api/v1/exports/signatures.ndjson");
    }

    @Override
    public Jwks keys() throws InterruptedException {
        return keyService.get(".well-known/jwks.json", Jwks.class);
    }
}
