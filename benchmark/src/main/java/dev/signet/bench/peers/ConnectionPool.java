package dev.signet.bench.peers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.signet.bench.contest.Database;

/** A pool that is full before anything is measured. */
final class ConnectionPool {
    private ConnectionPool() {}

    static HikariDataSource open(Database database, int size) {
        var config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setMaximumPoolSize(size);
        return new HikariDataSource(config);
    }
}
