package dev.signet.system.check;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/** No private key of the test's, and nothing else of its secrets, stands in any log, in the broker's files or in the database's. */
final class KeyMaterialCheck implements Check {
    @Override
    public String name() {
        return "key material";
    }

    @Override
    public boolean isCheap() {
        return false;
    }

    @Override
    public List<Violation> violations(Evidence evidence) throws Exception {
        var keys = evidence.sent().keys();
        if (keys.isEmpty()) {
            return List.of(new Violation(name(), "the test has no keys of its own to search for"));
        }
        writeOut(evidence);
        var secrets = new HashMap<>(evidence.sent().secrets());
        keys.forEach(key -> secrets.put("the private key " + key.id(), SecretForms.of(key)));
        var found = new ArrayList<Violation>();
        new FileSearch(new Needles(secrets))
                .in(places(evidence))
                .forEach((file, secret) ->
                        found.add(new Violation(name(), "file %s contains a part of %s".formatted(file, secret))));
        checkSight(evidence, found);
        return found;
    }

    private static List<Path> places(Evidence evidence) {
        var traces = evidence.traces();
        return Stream.of(traces.logs(), traces.broker(), traces.database())
                .flatMap(List::stream)
                .toList();
    }

    private static void writeOut(Evidence evidence) throws SQLException {
        try (var connection = evidence.servers().connect();
                var statement = connection.createStatement()) {
            statement.execute("CHECKPOINT");
        }
    }

    // The public halves are in the database in the clear. If they are not found, neither would be the private ones.
    private void checkSight(Evidence evidence, List<Violation> found) throws Exception {
        if (evidence.traces().database().isEmpty()) {
            return;
        }
        var open = new HashMap<String, List<byte[]>>();
        evidence.sent()
                .keys()
                .forEach(key -> open.put(key.id(), List.of(key.published().raw())));
        if (new FileSearch(new Needles(open)).in(evidence.traces().database()).isEmpty()) {
            found.add(
                    new Violation(name(), "the search is blind: not even the public keys are in the database's files"));
        }
    }
}
