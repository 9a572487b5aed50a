@NullMarked
package dev.signet.bench;

import org.jspecify.annotations.NullMarked;
