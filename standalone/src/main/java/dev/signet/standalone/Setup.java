package dev.signet.standalone;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * One shot for a deployment of separate services: makes the key-encryption keys, the service tokens, the passwords, the first tokens of people, the audit log's key
 * and the statement keys where they are missing; and, if told where, gives each service a directory with what is for it.
 */
public final class Setup {
    public static void main(String[] args) {
        System.exit(run(System.getenv()));
    }

    /** Makes what is missing where the environment says; 0, or 2 when it cannot. */
    public static int run(Map<String, String> environment) {
        var tokens = Path.of(environment.getOrDefault("SIGNET_TOKENS_DIR", "/run/signet/tokens"));
        var secrets = new Secrets(
                Path.of(environment.getOrDefault("SIGNET_KEK_FILE", "/run/signet/kek/kek")),
                place(environment, "SIGNET_INTAKE_KEK_FILE", tokens.resolveSibling("intake/kek")),
                place(environment, "SIGNET_VAULT_KEK_FILE", tokens.resolveSibling("vault/kek")),
                tokens,
                place(environment, "SIGNET_PASSWORDS_DIR", tokens.resolveSibling("passwords")),
                new PeopleTokens(
                        place(environment, "SIGNET_PEOPLE_TOKENS_FILE", tokens.resolveSibling("people/tokens")),
                        place(environment, "SIGNET_OPERATOR_TOKEN_FILE", tokens.resolveSibling("operator/token")),
                        place(environment, "SIGNET_CONSOLE_TOKEN_FILE", tokens.resolveSibling("console/token")),
                        place(environment, "SIGNET_SEEDER_TOKEN_FILE", tokens.resolveSibling("seeder/token"))),
                place(environment, "SIGNET_AUDIT_KEY_FILE", tokens.resolveSibling("audit/key")),
                place(environment, "SIGNET_STATEMENT_DIR", tokens.resolveSibling("statement")));
        try {
            secrets.makeMissing();
            handOut(environment, secrets);
            System.out.println(
                    "signet: the operator's token is in " + secrets.people().operatorFile());
            return 0;
        } catch (UncheckedIOException e) {
            System.err.println("signet: " + e.getMessage());
            return 2;
        }
    }

    private static void handOut(Map<String, String> environment, Secrets secrets) {
        var dir = environment.get("SIGNET_HAND_OUT_DIR");
        if (dir != null) {
            new HandOut(secrets, Path.of(dir), environment.getOrDefault("SIGNET_BROKER_ADDRESS", "localhost:5672"))
                    .write();
        }
    }

    private static Path place(Map<String, String> environment, String variable, Path otherwise) {
        var place = environment.get(variable);
        return place == null ? otherwise : Path.of(place);
    }

    private Setup() {}
}
