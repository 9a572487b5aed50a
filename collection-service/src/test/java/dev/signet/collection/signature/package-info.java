@NullMarked
package dev.signet.collection.signature;

import org.jspecify.annotations.NullMarked;
