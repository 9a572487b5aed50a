package dev.signet.standalone;

import com.rabbitmq.client.ConnectionFactory;
import java.net.URI;

/**
 * Where a broker is. The password is in no {@code toString}.
 *
 * @param url where signing traffic goes
 * @param intakeUrl where records arrive
 * @param profile which kind of broker it is: {@code rabbitmq} or {@code embedded}
 */
record BrokerAddress(URI url, URI intakeUrl, String profile) {
    static BrokerAddress rabbit(URI url) {
        return new BrokerAddress(url, url, "rabbitmq");
    }

    static BrokerAddress embedded(URI url, URI intakeUrl) {
        return new BrokerAddress(url, intakeUrl, "embedded");
    }

    /** Connects once; throws with a sentence when that cannot be done. */
    void check() {
        var connections = new ConnectionFactory();
        connections.setConnectionTimeout(5000);
        try {
            connections.setUri(url);
            connections.newConnection("signet check").close();
        } catch (Exception e) {
            throw new ServerNotThere("the broker at %s cannot be used: %s".formatted(this, e.getMessage()), e);
        }
    }

    @Override
    public String toString() {
        return "%s://%s:%d%s".formatted(url.getScheme(), url.getHost(), url.getPort(), url.getPath());
    }
}
