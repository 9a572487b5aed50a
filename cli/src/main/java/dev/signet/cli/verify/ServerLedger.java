package dev.signet.cli.verify;

import dev.signet.cli.progress.Progress;
import dev.signet.cli.progress.ProgressSource;
import dev.signet.cli.server.Pages;
import dev.signet.cli.server.Server;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

record ServerLedger(Server collection, Server keyService) implements LedgerSource {
    private record BatchPage(List<Batch> items, @Nullable String next) implements Pages.Page<Batch> {
        BatchPage {
            items = items == null ? List.of() : List.copyOf(items);
        }
    }

    @Override
    public Progress progress() throws InterruptedException {
        return ProgressSource.of(collection).read();
    }

    @Override
    public void batches(Consumer<Batch> reader) throws InterruptedException {
        Pages.read(collection, "api/v1/batches", BatchPage.class, reader);
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
