package dev.signet.collection.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/** A test against the running service, on a real PostgreSQL and a real broker, without those who plan and dispatch by themselves. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = Views.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=collection-service",
            "signet.record.chunk-records=100",
            "signet.record.max-bytes=100KB",
            "signet.progress.interval=50ms",
            "signet.progress.idle-interval=50ms",
            "signet.progress.stalled-after=1s",
            "signet.amqp.profile=embedded",
            "signet.intake.group-size=200"
        })
@ContextConfiguration(initializers = Surroundings.class)
public @interface ViewsIT {}
