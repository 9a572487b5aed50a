package dev.signet.system.helm;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.io.IOException;

/**
 * What Kubernetes knows of each kind of object: generated from its OpenAPI description, they refuse what is missing, unknown, or of another type. Of what
 * operators bring, only what all objects have alike.
 */
final class ApiModels {
    private interface Model {
        void validate(JsonElement object) throws IOException;
    }

    static void validate(JsonObject object) {
        try {
            of(object.get("apiVersion").getAsString() + " " + Chart.kindOf(object))
                    .validate(object);
        } catch (IOException | IllegalArgumentException e) {
            throw new AssertionError(
                    "%s %s: %s".formatted(Chart.kindOf(object), Chart.nameOf(object), e.getMessage()), e);
        }
    }

    private static Model of(String kind) {
        return switch (kind) {
            case "apps/v1 Deployment" -> V1Deployment::validateJsonElement;
            case "batch/v1 Job" -> V1Job::validateJsonElement;
            case "networking.k8s.io/v1 NetworkPolicy" -> V1NetworkPolicy::validateJsonElement;
            case "policy/v1 PodDisruptionBudget" -> V1PodDisruptionBudget::validateJsonElement;
            case "v1 PersistentVolumeClaim" -> V1PersistentVolumeClaim::validateJsonElement;
            case "v1 Service" -> V1Service::validateJsonElement;
            case "v1 ServiceAccount" -> V1ServiceAccount::validateJsonElement;
            case "cert-manager.io/v1 Certificate",
                    "cert-manager.io/v1 Issuer",
                    "keda.sh/v1alpha1 ScaledObject",
                    "keda.sh/v1alpha1 TriggerAuthentication",
                    "monitoring.coreos.com/v1 ServiceMonitor",
                    "postgresql.cnpg.io/v1 Cluster",
                    "rabbitmq.com/v1beta1 RabbitmqCluster" ->
                object -> V1ObjectMeta.validateJsonElement(
                        object.getAsJsonObject().get("metadata"));
            default -> throw new AssertionError("nobody makes a " + kind);
        };
    }

    private ApiModels() {}
}
