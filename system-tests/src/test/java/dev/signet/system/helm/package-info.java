/** The Helm chart, rendered by Helm and held against the models of Kubernetes' API. */
@NullMarked
package dev.signet.system.helm;

import org.jspecify.annotations.NullMarked;
