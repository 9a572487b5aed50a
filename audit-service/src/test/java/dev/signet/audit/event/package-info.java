@NullMarked
package dev.signet.audit.event;

import org.jspecify.annotations.NullMarked;
