@NullMarked
package dev.signet.audit.database;

import org.jspecify.annotations.NullMarked;
