package dev.signet.standalone;

import dev.signet.contract.Broker;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The users of a RabbitMQ as a file of definitions, which it reads when it starts: one for each service that has to do with it, with what that one needs,
 * and one for programs outside. There is no other, {@code guest} neither. Passwords stand in it as salted digests of 256 random bits.
 */
final class BrokerDefinitions {
    /** Programs that send records, events and requests of the vault; they read nothing but what is replied to them. */
    static final String CLIENTS = "broker_clients";

    /** May ask how long queues are, and nothing else: for whoever decides how many workers there are. */
    static final String SCALER = "broker_scaler";

    private static final String NOTHING = "^$";
    private static final String HASHING = "rabbit_password_hashing_sha256";
    private static final int SALT_BYTES = 4;
    private static final String VHOST = "/";
    private static final String REPLIES = "^(signet\\.replies\\..*|amq\\.gen-.*)$";

    /** @param password of a user */
    static String json(UnaryOperator<String> password) {
        var users = new ArrayList<Map<String, Object>>();
        var permissions = new ArrayList<Map<String, String>>();
        var topics = new ArrayList<Map<String, String>>();
        for (var user : BrokerUser.values()) {
            users.add(user(user.login(), "", password));
            permissions.add(permission(user.login(), user.mayConfigure(), user.mayWrite(), user.mayRead()));
            topics.add(topics(user.login(), user.mayPublishEvents(), user.mayHearEvents()));
        }
        users.add(user(CLIENTS, "", password));
        permissions.add(permission(CLIENTS, REPLIES, "^(signet\\.intake|signet\\.events|signet\\.commands)$", REPLIES));
        topics.add(topics(CLIENTS, "^audit\\..*$", NOTHING));
        users.add(user(SCALER, "management", password));
        permissions.add(permission(SCALER, NOTHING, NOTHING, NOTHING));
        return new JsonMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(Map.of(
                        "vhosts",
                        List.of(Map.of("name", VHOST)),
                        "users",
                        users,
                        "permissions",
                        permissions,
                        "exchanges",
                        List.of(events()),
                        "topic_permissions",
                        topics));
    }

    // RabbitMQ 4 wants it before anything is said of its topics; the services declare the same.
    private static Map<String, Object> events() {
        return Map.of(
                "name",
                Broker.EVENTS,
                "vhost",
                VHOST,
                "type",
                "topic",
                "durable",
                true,
                "auto_delete",
                false,
                "internal",
                false,
                "arguments",
                Map.of());
    }

    private static Map<String, Object> user(String name, String tags, UnaryOperator<String> password) {
        return Map.of(
                "name", name, "password_hash", hash(password.apply(name)), "hashing_algorithm", HASHING, "tags", tags);
    }

    private static Map<String, String> permission(String user, String configure, String write, String read) {
        return Map.of("user", user, "vhost", VHOST, "configure", configure, "write", write, "read", read);
    }

    // Where nothing is said of a topic exchange, everything is allowed on it.
    private static Map<String, String> topics(String user, String write, String read) {
        return Map.of("user", user, "vhost", VHOST, "exchange", Broker.EVENTS, "write", write, "read", read);
    }

    // As RabbitMQ keeps it: https://www.rabbitmq.com/docs/passwords#computing-password-hash
    private static String hash(String password) {
        try {
            var salt = new byte[SALT_BYTES];
            new SecureRandom().nextBytes(salt);
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            var hash = digest.digest(password.getBytes(StandardCharsets.UTF_8));
            var salted = Arrays.copyOf(salt, salt.length + hash.length);
            System.arraycopy(hash, 0, salted, salt.length, hash.length);
            return Base64.getEncoder().encodeToString(salted);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    private BrokerDefinitions() {}
}
