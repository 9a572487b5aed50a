package dev.signet.system;

import dev.signet.platform.ServiceMain;
import java.util.Arrays;

/** Starts a service some of whose beans are a test's. */
public final class PartlyReplaced {
    private PartlyReplaced() {}

    /** @param args the service's name, the class with the beans, and the service's own arguments */
    public static void main(String[] args) throws ClassNotFoundException {
        var application = Service.valueOf(args[0])
                .application()
                .sources(Class.forName(args[1]))
                .properties("spring.main.allow-bean-definition-overriding=true");
        ServiceMain.run(application, Arrays.copyOfRange(args, 2, args.length));
    }
}
