package dev.signet.system.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.contract.BatchId;
import dev.signet.contract.Statement.Order;
import dev.signet.system.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every route of the services, those between services included, with input that nobody should send, and with every service's token, as a thief could have it.
 * {@code -Dsignet.fuzz.tries=N} raises the number of requests. When one fails, jqwik reports it with its seed, and tries the same first the next
 * time. What each route answered is written to {@code target/fuzzed-routes.txt}.
 */
class RestFuzzIT {
    private static final int MOST_TRIES = 60;
    private static final Tally TALLY = new Tally();
    private static final List<Service> FUZZED = List.of(Service.COLLECTION, Service.KEYS, Service.VAULT, Service.AUDIT);
    private static final List<Route> ROUTES = new ArrayList<>();
    private static @Nullable Fuzzed started;
    private static @Nullable Access known;

    @BeforeContainer
    static void start() throws Exception {
        started = Fuzzed.start();
        known = new Access(fuzzed().system, FUZZED);
        for (var service : FUZZED) {
            ROUTES.addAll(Routes.documented(service, fuzzed().system.url(service)));
            ROUTES.addAll(Routes.internal(service, fuzzed().system));
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyRequestIsAnsweredInOrder(@ForAll("requests") Request request) throws Exception {
        var raw = request.raw(fuzzed().pools, token(request.caller()));
        var answer = fuzzed().wire(request.route().service()).send(raw);

        if (answer.isEmpty() && OddHeaders.lieAboutLength(raw)) {
            return; // the connection broke off in the middle of a request, for all that the server knows
        }
        assertThat(answer).as("an answer to %s", raw).isPresent();
        TALLY.count(request.route(), answer.get().status());
        AnswerRules.check(raw, answer.get());
        access().check(request, answer.get());
    }

    /** Few generated renewals are in time and show progress. */
    @Example
    void workerRenewsTheLeaseThatItHasJustGot() throws Exception {
        fuzzed().enableAllKeys();
        var json = new JsonMapper();
        var order = fuzzed().system.statements("batch-dispatcher").sign(new Order(new BatchId(900_001), 1));
        var lease = """
                {"requests":[{"requestId":"%s","batchId":"900001","attempt":1,"workerId":"w","publicKey":"%s","waitMillis":5000,"order":%s}]}""".formatted(UUID.randomUUID(), Values.PUBLIC_KEY, json.writeValueAsString(order));
        var granted = json.readTree(post("/internal/leases", lease).text());
        assertThat(granted.at("/replies/0/outcome").asString()).isEqualTo("GRANTED");
        var id = granted.at("/replies/0/leaseId").asString();
        var answer = post("/internal/leases/" + id + "/renewals", "{\"progress\":1}");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        count("/renewals", answer.status());
    }

    /** Few generated requests name keys that there are, and that are not retired. */
    @Example
    void keysAreEnabledAndShown() throws Exception {
        fuzzed().enableAllKeys();
        count("/keys/{id}/enable", 204);
        var shown = post(
                "collection-service", "/internal/public-keys", "{\"keyIds\":[\"%s\"]}".formatted(fuzzed().newestKey()));
        assertThat(shown.status()).as(shown.toString()).isEqualTo(200);
        count("/public-keys", shown.status());
    }

    /** However few of the generated requests have asked it for what there is. */
    @Example
    void everyRouteIsReached() throws Exception {
        for (var route : ROUTES) {
            var requests = Requests.sound(route, access()).sampleStream().iterator();
            for (var i = 0; i < MOST_TRIES && !TALLY.hasSucceeded(route); i++) {
                everyRequestIsAnsweredInOrder(requests.next());
            }
        }
    }

    private static void count(String endOfPath, int status) {
        ROUTES.stream().filter(route -> route.path().endsWith(endOfPath)).forEach(route -> TALLY.count(route, status));
    }

    /** Few generated requests meet a run that is on. */
    @Example
    void operatorHoldsUpARunAndLetsItGoOn() throws Exception {
        fuzzed().enableAllKeys();
        fuzzed().importRecords();
        await().until(() -> fuzzed().pausable().stream().anyMatch(run -> succeeds(run, "pause")));
        await().until(() -> fuzzed().pausable().stream().allMatch(run -> succeeds(run, "resume")));
    }

    private static boolean succeeds(String run, String verb) {
        var status = statusOf(Fuzzed.change(run, verb));
        count("/" + verb, status);
        return status == 204;
    }

    private static int statusOf(RawRequest request) {
        try {
            return fuzzed().wire(Service.COLLECTION).send(request).orElseThrow().status();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No generated request finds a batch in quarantine or a message that was parked. */
    @Example
    void operatorTakesOutOfQuarantineReplaysAndDiscards() throws Exception {
        var batch = fuzzed().quarantinedBatch();
        succeeds("POST", "/api/v1/batches/" + batch + "/replay", "/batches/{id}/replay");
        succeeds(
                "POST",
                "/api/v1/parked-messages/" + fuzzed().parkedMessage() + "/replay",
                "/parked-messages/{id}/replay");
        succeeds("DELETE", "/api/v1/parked-messages/" + fuzzed().parkedMessage(), "/parked-messages/{id}");
    }

    /** Few generated requests drop a version that is neither the current one nor gone. */
    @Example
    void operatorMasksWithANewVersionAndDropsTheFirst() throws Exception {
        var request = new RawRequest("POST", "/api/v1/intake-keys", List.of("Host: localhost"), new byte[0]);
        var answer = fuzzed().wire(Service.COLLECTION).send(request).orElseThrow();
        assertThat(answer.status()).as(answer.toString()).isIn(201, 409); // 409 where the other requests have made many

        succeeds("DELETE", "/api/v1/intake-keys/1", "/intake-keys/{version}");
    }

    /** Few generated requests to open have the id and the key of what is stored. */
    @Example
    void ownerStoresOpensAndRemoves() throws Exception {
        var item = "/api/v1/vault/" + UUID.randomUUID();
        var owner = "Signet-Vault-Key: " + Values.VAULT_KEY;
        var opening = "{\"key\":\"%s\"}".formatted(Values.VAULT_KEY);
        vault("PUT", item, "payload", 201, owner);
        vault("POST", item + "/open", opening, 200, "Content-Type: application/json");
        vault("DELETE", item, "", 204, owner);
    }

    /** Few generated requests drop an index key that is in use. */
    @Example
    void operatorReplacesTheIndexKeyAndDropsTheFirst() throws Exception {
        var rotate = new RawRequest("POST", "/api/v1/vault-index-keys", List.of("Host: localhost"), new byte[0]);
        var rotated = fuzzed().wire(Service.VAULT).send(rotate).orElseThrow();
        assertThat(rotated.status())
                .as(rotated.toString())
                .isIn(201, 409); // 409 where the other requests have made many
        var drop = new RawRequest(
                "DELETE", "/api/v1/vault-index-keys/1?anyway=true", List.of("Host: localhost"), new byte[0]);
        var dropped = fuzzed().wire(Service.VAULT).send(drop).orElseThrow();
        assertThat(dropped.status()).as(dropped.toString()).isEqualTo(204);
        ROUTES.stream()
                .filter(each -> each.path().equals("/api/v1/vault-index-keys/{version}"))
                .forEach(each -> TALLY.count(each, dropped.status()));
    }

    private static void vault(String method, String path, String body, int expected, String header) throws Exception {
        var request =
                new RawRequest(method, path, List.of("Host: localhost", header), body.getBytes(StandardCharsets.UTF_8));
        var answer = fuzzed().wire(Service.VAULT).send(request).orElseThrow();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(expected);
        var route = "/api/v1/vault/{id}" + (path.endsWith("/open") ? "/open" : "");
        ROUTES.stream()
                .filter(each -> each.path().equals(route) && each.method().equals(method))
                .forEach(each -> TALLY.count(each, answer.status()));
    }

    private static void succeeds(String method, String path, String route) throws Exception {
        var request = new RawRequest(method, path, List.of("Host: localhost"), new byte[0]);
        var answer = fuzzed().wire(Service.COLLECTION).send(request).orElseThrow();

        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        count(route, answer.status());
    }

    private static Answer post(String path, String json) throws Exception {
        return post("signing-service", path, json);
    }

    private static Answer post(String caller, String path, String json) throws Exception {
        var headers =
                List.of("Host: localhost", "Content-Type: application/json", "Authorization: Bearer " + token(caller));
        var request = new RawRequest("POST", path, headers, json.getBytes(StandardCharsets.UTF_8));
        return fuzzed().wire(Service.KEYS).send(request).orElseThrow();
    }

    @Example
    void headerGivenTwiceIsNamedAsItWasGiven() throws Exception {
        var headers = List.of("Host: localhost", "Accept: a/b/c", "Accept: a/b/c");
        var request = new RawRequest("GET", "/api/v1/records/1/signature", headers, new byte[0]);
        var answer = fuzzed().wire(Service.COLLECTION).send(request).orElseThrow();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("'a/b/c, a/b/c' is not a valid Accept.");
    }

    @Example
    void bodyThatDoesNotEndIsRefusedOrReadAsItComes() throws Exception {
        for (var route : ROUTES) {
            for (var type : route.bodies().keySet()) {
                EndlessBody.send(fuzzed(), route, type, token(callerOf(route)));
            }
        }
    }

    private static String callerOf(Route route) {
        return access().callersOf(route).stream().findFirst().orElse(Request.NOBODY);
    }

    @Provide
    Arbitrary<Request> requests() {
        return Requests.of(ROUTES, access());
    }

    private static String token(String caller) throws Exception {
        return switch (caller) {
            case Request.NOBODY -> "";
            case Request.FORGER -> "0123456789abcdef";
            default -> fuzzed().system.tokenOf(caller);
        };
    }

    private static Access access() {
        return Objects.requireNonNull(known);
    }

    private static Fuzzed fuzzed() {
        return Objects.requireNonNull(started);
    }

    @AfterContainer
    static void stop() throws Exception {
        if (started == null) {
            return; // it did not start, which has been reported
        }
        try (var stopped = fuzzed()) {
            Path.of("target").toFile().mkdirs();
            Files.writeString(Path.of("target", "fuzzed-routes.txt"), TALLY.toString());
            stopped.assertMemoryIsBounded();
            stopped.assertNothingIsBroken();
            assertThat(ROUTES)
                    .filteredOn(route -> !TALLY.hasSucceeded(route))
                    .filteredOn(route -> !route.path().endsWith("/kek/unseal")) // here the key is in a file
                    .filteredOn(route -> !route.path().endsWith("/leases/{id}/signatures")) // and workers sign
                    .isEmpty();
        }
    }
}
