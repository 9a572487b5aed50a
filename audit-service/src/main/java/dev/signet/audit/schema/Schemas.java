package dev.signet.audit.schema;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import dev.signet.audit.event.Event;
import dev.signet.audit.schema.SchemaRows.SchemaRow;
import dev.signet.platform.ServiceMain;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Checks the data of events by what is registered for their types. A type without a schema may have any data. */
@Component
public class Schemas implements InitializingBean {
    private static final Logger log = LoggerFactory.getLogger(Schemas.class);
    private static final int MOST_REASONS = 5;

    private final SchemaRows rows;
    private final SchemaCompiler compiler;
    private final SchemaEvents events;
    private final TransactionTemplate transaction;
    private final Map<String, Compiled> current = new ConcurrentHashMap<>();

    Schemas(SchemaRows rows, SchemaCompiler compiler, SchemaEvents events, TransactionTemplate transaction) {
        this.rows = rows;
        this.compiler = compiler;
        this.events = events;
        this.transaction = transaction;
    }

    private record Compiled(int version, Schema schema) {}

    /** Nothing is accepted before it is known what is wanted of it. */
    @Override
    public void afterPropertiesSet() {
        rows.newest().forEach(this::use);
    }

    /** What is wrong with an event's data; empty if nothing is. */
    public Optional<String> violation(Event event) {
        var compiled = current.get(event.type());
        if (compiled == null) {
            return Optional.empty();
        }
        if (event.data() == null) {
            return Optional.of("Events of type %s have data by a schema; there is none.".formatted(event.type()));
        }
        try {
            var errors = compiled.schema.validate(event.data(), InputFormat.JSON);
            return errors.isEmpty() ? Optional.empty() : Optional.of(told(event, compiled.version, errors));
        } catch (SchemaException | StackOverflowError _) {
            return Optional.of(
                    "Version %d of the schema of %s leads to no end with this data, or to nothing: register another, or send other data."
                            .formatted(compiled.version, event.type()));
        }
    }

    // Where it is wrong and what is wanted there; some messages quote what they found.
    private static String told(Event event, int version, List<Error> errors) {
        return errors.stream()
                .limit(MOST_REASONS)
                .map(error -> "data%s: %s".formatted(error.getInstanceLocation(), error.getMessage()))
                .collect(Collectors.joining(
                        "; ", "Version %d of the schema of %s is not met: ".formatted(version, event.type()), "."));
    }

    /** From now on, for what comes after it. */
    SchemaRow register(String type, String schema) {
        compiler.requireUsable(schema);
        events.announce();
        var row = transaction.execute(_ -> add(type, schema));
        use(row);
        return row;
    }

    private SchemaRow add(String type, String schema) {
        var row = rows.add(type, schema);
        events.registered(row);
        return row;
    }

    /** Another process may have registered one. */
    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void lookAgain() {
        try {
            rows.newest().forEach(this::use);
        } catch (DataAccessException | TransactionException e) {
            log.debug("The schemas could not be read again: {}", ServiceMain.reason(e));
        }
    }

    private void use(SchemaRow row) {
        current.compute(
                row.type(),
                (_, before) -> before != null && before.version >= row.version()
                        ? before
                        : new Compiled(row.version(), compiler.compile(row.schema())));
    }
}
