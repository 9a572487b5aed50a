@NullMarked
package dev.signet.audit.search;

import org.jspecify.annotations.NullMarked;
