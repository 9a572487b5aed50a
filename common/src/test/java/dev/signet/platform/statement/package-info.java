@NullMarked
package dev.signet.platform.statement;

import org.jspecify.annotations.NullMarked;
