@NullMarked
package dev.signet.audit.tail;

import org.jspecify.annotations.NullMarked;
