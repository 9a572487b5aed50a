package dev.signet.system.helm;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelmChartTest {
    private static final Map<String, Object> EVERYTHING = Map.of(
            "autoscaling.enabled", true, "serviceMonitors.enabled", true, "tracing.endpoint", "http://otel:4318");
    private static final Chart CHART = Chart.with(EVERYTHING);
    private static final Set<String> DATABASE =
            Set.of("collection-service", "key-service", "audit-service", "vault-service", "migrate");

    @Test
    void helmFindsNothingWrong() {
        var result = new Helm(Chart.PLACE).lint().strict().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @Test
    void everyObjectIsAsKubernetesKnowsIt() {
        assertThat(CHART.objects()).hasSizeGreaterThan(30).allSatisfy(ApiModels::validate);
        assertThat(Chart.with(Map.of()).objects()).allSatisfy(ApiModels::validate);
    }

    /** The check is one: it finds a name that is misspelt, wherever it is. */
    @Test
    void whatKubernetesDoesNotKnowIsFound() {
        var deployment = CHART.only("Deployment", "console").deepCopy();
        Chart.at(deployment, "spec", "template", "spec", "containers")
                .getAsJsonObject()
                .addProperty("readynessProbe", "x");

        assertThatThrownBy(() -> ApiModels.validate(deployment)).hasMessageContaining("readynessProbe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"autoscaling.maxReplicas", "services.signing-service.replicas"})
    void moreWorkersThanKeysAreRefusedWithTheReason(String replicas) {
        var scaled = replicas.startsWith("autoscaling");

        assertThatThrownBy(() -> Chart.with(Map.of("autoscaling.enabled", scaled, "keys.count", 10, replicas, 11)))
                .hasMessageContaining("is 11, but there are 10 keys")
                .hasMessageContaining("a key signs for one batch at a time");
        assertThatCode(() -> Chart.with(Map.of("autoscaling.enabled", scaled, "keys.count", 10, replicas, 10)))
                .doesNotThrowAnyException();
    }

    @Test
    void workersAreScaledByTheirQueueAndNeverBeyondTheLimit() {
        var scaling = CHART.only("ScaledObject", "signing-service");

        assertThat(Chart.at(scaling, "spec", "scaleTargetRef", "name").getAsString())
                .isEqualTo(Chart.nameOf(CHART.only("Deployment", "signing-service")));
        assertThat(Chart.at(scaling, "spec", "maxReplicaCount").getAsInt()).isEqualTo(8);
        assertThat(Chart.at(scaling, "spec", "triggers", "metadata", "queueName")
                        .getAsString())
                .isEqualTo("signing-service.signing-triggered");
        assertThat(spec(CHART.only("Deployment", "signing-service")).has("replicas"))
                .isFalse();
    }

    @Test
    void eachKeyringHasWorkersOfItsOwnThatAreScaledByItsOwnQueue() {
        var chart = Chart.with(with(Map.of("autoscaling.enabled", true), "invoices", 3, "batchSize", 1000));
        var name = "signing-service-invoices";
        var workers = chart.only("Deployment", name);

        assertThat(chart.objects()).allSatisfy(ApiModels::validate);
        assertThat(variable(workers, "SIGNET_KEYRINGS")).isEqualTo("invoices");
        assertThat(variable(chart.only("Deployment", "collection-service"), "SIGNET_KEYRINGS"))
                .isEqualTo("default,invoices:1000");
        assertThat(podSpec(workers).toString())
                .contains("\"args\":[\"signing-service\"]", "\"secretName\":\"signet-signing-service\"");
        var scaling = chart.only("ScaledObject", name);
        assertThat(Chart.at(scaling, "spec", "scaleTargetRef", "name").getAsString())
                .isEqualTo(Chart.nameOf(workers));
        assertThat(Chart.at(scaling, "spec", "triggers", "metadata", "queueName")
                        .getAsString())
                .isEqualTo("signing-service.signing-triggered.invoices");
        assertThat(Chart.at(scaling, "spec", "maxReplicaCount").getAsInt())
                .as("its keys")
                .isEqualTo(3);
        assertThat(Chart.at(chart.only("NetworkPolicy", "key-service"), "spec", "ingress")
                        .toString())
                .contains("\"" + name + "\"");
        assertThat(Chart.at(chart.only("NetworkPolicy", name), "spec", "egress").toString())
                .contains("\"key-service\"", "\"collection-service\"");
    }

    /** An autoscaler that finds pods of another's Deployment under its selector does not scale at all. */
    @Test
    void workersOfOneKeyringAreNotTakenForThoseOfAnother() {
        var selectors = Chart.with(with(Map.of(), "invoices", 20))
                .of("Deployment")
                .map(deployment -> Chart.at(deployment, "spec", "selector", "matchLabels"));

        assertThat(selectors).doesNotHaveDuplicates().hasSize(8);
    }

    @Test
    void withTheDefaultKeyringAloneNothingIsSaidOfKeyrings() {
        assertThat(CHART.objects().toString()).doesNotContain("SIGNET_KEYRINGS");
        assertThat(CHART.of("ScaledObject")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxReplicas", "replicas"})
    void moreWorkersThanAKeyringHasKeysAreRefusedByItsName(String replicas) {
        var scaled = Map.<String, Object>of("autoscaling.enabled", replicas.startsWith("max"));

        assertThatThrownBy(() -> Chart.with(with(scaled, "invoices", 3, replicas, 4)))
                .hasMessageContaining("keyrings: %s of invoices is 4, but it has 3 keys".formatted(replicas))
                .hasMessageContaining("a key signs for one batch at a time");
        assertThatCode(() -> Chart.with(with(scaled, "invoices", 3, replicas, 3)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "default, 3, default is there already: its keys are keys.count",
        "Invoices, 3, cannot be a name",
        "invoices, 0, invoices has no keys: say how many it has",
        "a-name-of-more-than-forty-characters-is-too-long, 3, is too long a name for signet-signing-service-"
    })
    void keyringThatCannotBeIsRefusedWithTheReason(String name, int keys, String reason) {
        assertThatThrownBy(() -> Chart.with(with(Map.of(), name, keys))).hasMessageContaining(reason);
    }

    @Test
    void withTlsWorkersOfAKeyringAreSigningService() {
        var secured = Chart.with(with(Map.of("tls.enabled", true), "invoices", 3));

        assertThat(secured.objects()).allSatisfy(ApiModels::validate);
        assertThat(Chart.at(secured.only("Certificate", "signing-service-invoices"), "spec", "uris")
                        .getAsString())
                .isEqualTo("spiffe://signet/signing-service");
    }

    @Test
    void withTlsEachServiceHasItsOwnCertificateAndNoToken() {
        var secured = Chart.with(Map.of("tls.enabled", true, "serviceMonitors.enabled", true));

        assertThat(secured.objects()).allSatisfy(ApiModels::validate);
        assertThat(secured.of("Deployment")).hasSize(7).allSatisfy(deployment -> {
            var service = component(deployment);
            var pod = podSpec(deployment).toString();
            assertThat(pod)
                    .contains("\"secretName\":\"signet-%s-tls\"".formatted(service), "/run/signet/tls")
                    .doesNotContain("SIGNET_TOKENS_DIR", "http://signet-");
            assertThat(Chart.at(secured.only("Certificate", service), "spec", "uris")
                            .toString())
                    .contains("spiffe://signet/" + service);
            assertThat(Chart.at(podSpec(deployment), "containers", "readinessProbe", "httpGet", "scheme")
                            .getAsString())
                    .isEqualTo(service.equals("console") ? "HTTP" : "HTTPS");
            assertThat(Chart.at(secured.only("NetworkPolicy", service), "spec", "ingress", "ports", "port"))
                    .isEqualTo(Chart.at(podSpec(deployment), "containers", "ports", "name"));
        });
        assertThat(CHART.of("Certificate")).isEmpty();
    }

    @Test
    void onlyKeyServiceReadsTheKeyEncryptionKey() {
        assertThat(podsWithSecret("signet-kek")).containsExactly("signet-key-service");
        assertThat(podsWithSecret("signet-migrate")).containsExactly("signet-migrate-1");
        assertThat(podsWithSecret("signet-console")).containsExactly("signet-console");
    }

    @Test
    void nobodyHasAnAccountOfTheClusterByWhichToReadASecret() {
        assertThat(pods())
                .allSatisfy(pod -> assertThat(
                                podSpec(pod).get("automountServiceAccountToken").getAsBoolean())
                        .isFalse());
    }

    @Test
    void onlyWhoHasADatabaseReachesIt() {
        var reaching = CHART.of("NetworkPolicy")
                .filter(policy -> policy.toString().contains("cnpg.io/cluster"))
                .map(HelmChartTest::component)
                .collect(toSet());

        assertThat(reaching).isEqualTo(DATABASE);
    }

    /** A policy without an address would let everything out. */
    @Test
    void whereADatabaseOfSomebodyElsesIsHasToBeSaid() {
        assertThatThrownBy(() -> Chart.with(
                        Map.of("database.create", false, "database.url", "jdbc:postgresql://db:5432/signet")))
                .hasMessageContaining("networkPolicies.databaseTo is missing");
    }

    @Test
    void keyServiceIsReachedByThoseThatCallItAlone() {
        var policy = CHART.only("NetworkPolicy", "key-service");
        var callers = Pattern.compile("\"app.kubernetes.io/component\":\"([a-z-]+)\"")
                .matcher(Chart.at(policy, "spec", "ingress").toString())
                .results()
                .map(caller -> caller.group(1));

        assertThat(callers).containsExactlyInAnyOrder("signing-service", "collection-service", "console");
        assertThat(Chart.at(CHART.only("NetworkPolicy", "nothing-else"), "spec", "policyTypes")
                        .toString())
                .isEqualTo("[\"Ingress\",\"Egress\"]");
    }

    @Test
    void everyContainerIsConfined() {
        assertThat(pods()).hasSize(8).allSatisfy(pod -> {
            var container = Chart.at(podSpec(pod), "containers").getAsJsonObject();
            var security = container.getAsJsonObject("securityContext");
            assertThat(security.get("readOnlyRootFilesystem").getAsBoolean()).isTrue();
            assertThat(security.get("allowPrivilegeEscalation").getAsBoolean()).isFalse();
            assertThat(Chart.at(security, "capabilities", "drop").getAsString()).isEqualTo("ALL");
            assertThat(Chart.at(podSpec(pod), "securityContext", "runAsNonRoot").getAsBoolean())
                    .isTrue();
            assertThat(Chart.at(container, "resources", "limits", "memory").getAsString())
                    .endsWith("Mi");
        });
    }

    @Test
    void everyServiceHasProbesAndABudget() {
        assertThat(CHART.of("Deployment")).hasSize(7).allSatisfy(deployment -> {
            var container = Chart.at(podSpec(deployment), "containers").getAsJsonObject();
            assertThat(container.keySet()).contains("startupProbe", "livenessProbe", "readinessProbe");
            assertThat(CHART.only("PodDisruptionBudget", component(deployment))).isNotNull();
        });
    }

    /** A variable that no service knows would be set in vain. */
    @Test
    void everyVariableIsInTheReadme() throws IOException {
        var readme = Files.readString(Path.of("..", "README.md"));
        var variables = Pattern.compile("\"name\":\"((?:SIGNET|OTEL)_[A-Z_]+)\"")
                .matcher(CHART.objects().toString())
                .results()
                .map(variable -> variable.group(1))
                .collect(toSet());

        assertThat(variables)
                .hasSizeGreaterThan(15)
                .allSatisfy(variable -> assertThat(readme).contains("`" + variable + "`"));
    }

    /** @param more of the keyring, name and value in turn */
    private static Map<String, Object> with(Map<String, Object> values, String keyring, int keys, Object... more) {
        var all = new HashMap<>(values);
        all.put("keyrings[0].name", keyring);
        all.put("keyrings[0].keys", keys);
        for (var i = 0; i < more.length; i += 2) {
            all.put("keyrings[0]." + more[i], more[i + 1]);
        }
        return all;
    }

    private static String variable(JsonObject deployment, String name) {
        var variables = Chart.at(podSpec(deployment), "containers", "env").getAsJsonArray();
        return StreamSupport.stream(variables.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(variable -> variable.get("name").getAsString().equals(name))
                .map(variable -> variable.get("value").getAsString())
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonObject> pods() {
        return Stream.concat(CHART.of("Deployment"), CHART.of("Job"));
    }

    private static List<String> podsWithSecret(String name) {
        return pods().filter(pod -> podSpec(pod).toString().contains("\"secretName\":\"" + name + "\""))
                .map(Chart::nameOf)
                .toList();
    }

    private static JsonObject spec(JsonObject object) {
        return object.getAsJsonObject("spec");
    }

    private static JsonObject podSpec(JsonObject object) {
        return Chart.at(object, "spec", "template", "spec").getAsJsonObject();
    }

    private static String component(JsonObject object) {
        return Chart.at(object, "metadata", "labels", "app.kubernetes.io/component")
                .getAsString();
    }
}
