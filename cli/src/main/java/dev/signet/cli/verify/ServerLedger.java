package dev.signet.cli.verify;

import dev.signet.cli.progress.Progress;
import dev.signet.cli.progress.ProgressSource;
import dev.signet.cli.server.Server;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

record ServerLedger(Server collection, Server keyService) implements LedgerSource {
    private record BatchPage(List<Batch> items, @Nullable String next) {
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
        @Nullable String cursor = null;
        do {
            var from = cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
            var page = collection.get("api/v1/batches?limit=500" + from, BatchPage.class);
            page.items().forEach(reader);
            cursor = page.next();
        } while (cursor != null);
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
