/** Two accounts for one schema: who makes its tables, and who works in them. */
@NullMarked
package dev.signet.platform.database;

import org.jspecify.annotations.NullMarked;
