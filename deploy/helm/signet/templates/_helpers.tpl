{{/* What is so of each service whoever installs it: who calls it, what it reaches, what it may read. Each keyring has workers of its own: signing-service under another name ("is"). */}}
{{- define "signet.facts" -}}
collection-service:
  port: 8080
  database: signet_collection_service
  broker: true
  recreate: true
  callers: [key-service, signing-service, {{ include "signet.otherWorkers" . }}batch-dispatcher, audit-service, vault-service, console]
  secret: { name: intake, variable: SIGNET_INTAKE_KEK_FILE, file: kek }
key-service:
  port: 8081
  database: signet_key_service
  broker: true
  recreate: true
  callers: [signing-service, {{ include "signet.otherWorkers" . }}collection-service, console]
  secret: { name: kek, variable: SIGNET_KEK_FILE, file: kek }
batch-dispatcher:
  port: 8082
  broker: true
  recreate: true
  callers: [console]
signing-service:
  port: 8083
  broker: true
  callers: [console]
{{- range .Values.keyrings }}
signing-service-{{ .name }}:
  is: signing-service
  keyring: {{ .name | quote }}
  workers: {{- include "signet.workers" (dict "root" $ "keyring" .) | nindent 4 }}
  port: 8083
  broker: true
  callers: [console]
{{- end }}
console:
  port: 8084
  callers: []
  secret: { name: console, variable: SIGNET_TOKEN_FILE, file: token }
audit-service:
  port: 8085
  database: signet_audit_service
  broker: true
  recreate: true
  callers: [collection-service, key-service, vault-service, console]
  secret: { name: audit, variable: SIGNET_AUDIT_KEY_FILE, file: key }
vault-service:
  port: 8086
  database: signet_vault_service
  broker: true
  callers: [console]
  secret: { name: vault, variable: SIGNET_VAULT_KEK_FILE, file: kek }
{{- end }}

{{- define "signet.otherWorkers" -}}
{{- range .Values.keyrings }}signing-service-{{ .name }}, {{ end -}}
{{- end }}

{{/* How many workers a keyring has: as many as the default one, or as it says itself; without being told, never beyond its keys. */}}
{{- define "signet.workers" -}}
{{- $keys := int .keyring.keys }}
{{- $scaling := .root.Values.autoscaling }}
replicas: {{ ternary .keyring.replicas (min (int (index .root.Values.services "signing-service" "replicas")) $keys) (hasKey .keyring "replicas") }}
minReplicas: {{ ternary .keyring.minReplicas (min (int $scaling.minReplicas) $keys) (hasKey .keyring "minReplicas") }}
maxReplicas: {{ ternary .keyring.maxReplicas (min (int $scaling.maxReplicas) $keys) (hasKey .keyring "maxReplicas") }}
{{- end }}

{{/* As the services take it; nothing where there is the default keyring alone. */}}
{{- define "signet.keyrings" -}}
{{- if .Values.keyrings }}default
{{- range .Values.keyrings }},{{ .name }}{{ with .batchSize }}:{{ int . }}{{ end }}{{ end }}
{{- end }}
{{- end }}

{{- define "signet.selector" -}}
app.kubernetes.io/name: signet
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{- define "signet.labels" -}}
{{ include "signet.selector" . }}
app.kubernetes.io/part-of: signet
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{- define "signet.scheme" -}}
{{ ternary "https" "http" .Values.tls.enabled }}
{{- end }}

{{- define "signet.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "signet.databaseUrl" -}}
{{- if .Values.database.create -}}
jdbc:postgresql://{{ .Release.Name }}-database-rw:5432/signet
{{- else -}}
{{ required "database.url is missing: say where the database is, or have it made (database.create)" .Values.database.url }}
{{- end -}}
{{- end }}

{{- define "signet.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "signet.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}
