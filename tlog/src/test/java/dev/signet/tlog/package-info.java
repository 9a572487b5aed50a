@NullMarked
package dev.signet.tlog;

import org.jspecify.annotations.NullMarked;
