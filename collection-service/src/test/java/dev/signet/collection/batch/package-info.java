@NullMarked
package dev.signet.collection.batch;

import org.jspecify.annotations.NullMarked;
