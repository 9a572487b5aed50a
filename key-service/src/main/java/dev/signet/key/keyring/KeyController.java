package dev.signet.key.keyring;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signet.contract.Algorithm;
import dev.signet.contract.KeyId;
import dev.signet.contract.KeyringName;
import dev.signet.key.keyring.KeyCreation.Wanted;
import dev.signet.key.keyring.KeyImport.PemFile;
import dev.signet.key.keyring.SigningKeys.Listed;
import dev.signet.platform.BadRequest;
import dev.signet.platform.NotFound;
import dev.signet.platform.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Keys, for people: never their private half. */
@RestController
@RequestMapping("/api/v1/keys")
class KeyController {
    private static final int MAX_GENERATED = 10_000;
    private static final int MAX_IMPORTED = 1_000;

    private final SigningKeys keys;
    private final KeyLife life;
    private final KeyCreation creation;
    private final KeyImport imports;

    KeyController(SigningKeys keys, KeyLife life, KeyCreation creation, KeyImport imports) {
        this.keys = keys;
        this.life = life;
        this.creation = creation;
        this.imports = imports;
    }

    /** Those of one keyring, or of all. */
    @GetMapping
    Page<KeyView> list(
            @RequestParam Optional<KeyringName> keyring,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var page = Page.of(keys.list(keyring, Page.after(cursor, 0), Page.limit(limit) + 1), limit, Listed::row);
        return new Page<>(page.items().stream().map(Listed::view).toList(), page.next());
    }

    @GetMapping("/{id}")
    KeyView get(@PathVariable KeyId id) {
        return found(id, keys.find(id));
    }

    @GetMapping(path = "/{id}/public.pem", produces = "application/x-pem-file")
    String publicKey(@PathVariable KeyId id) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(lines.encodeToString(found(id, keys.publicKey(id)).unsafeArray()));
    }

    /** Generates ({@code count}, {@code algorithm}) or imports ({@code import}), for the {@code keyring}; where none is named, for the default one. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    KeyImport.Result add(
            @RequestBody NewKeys request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        if (request.files() != null && request.count() == null) {
            return imported(request.files(), keyring(request.keyring()));
        }
        if (request.count() == null || request.files() != null) {
            throw new BadRequest("Send either count, and algorithm, to generate keys, or import to bring your own.");
        }
        var wanted = new Wanted(request.count(), algorithm(request.algorithm()), keyring(request.keyring()));
        return new KeyImport.Result(generated(wanted, idempotencyKey), List.of());
    }

    /** Imports PEM files; {@code password} is that of the encrypted ones among them. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    KeyImport.Result upload(
            @RequestParam("file") List<MultipartFile> files,
            @RequestParam(required = false) @Nullable String password,
            @RequestParam(required = false) @Nullable String keyring)
            throws IOException {
        var pems = new ArrayList<PemFile>();
        for (var file : files) {
            var name = Objects.requireNonNullElse(file.getOriginalFilename(), "file");
            pems.add(new PemFile(name, new String(file.getBytes(), StandardCharsets.US_ASCII), password));
        }
        return imported(pems, keyring(keyring));
    }

    @PostMapping("/{id}/disable")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disable(@PathVariable KeyId id) {
        life.disable(id);
    }

    @PostMapping("/{id}/enable")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void enable(@PathVariable KeyId id) {
        life.enable(id);
    }

    @PostMapping("/{id}/retire")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retire(@PathVariable KeyId id) {
        life.retire(id);
    }

    /** Both of them: what is left out is no limit any more. */
    @PutMapping("/{id}/limits")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void limit(@PathVariable KeyId id, @RequestBody KeyLimits limits) {
        life.limit(id, limits);
    }

    private List<KeyId> generated(Wanted wanted, @Nullable String idempotencyKey) {
        if (wanted.count() < 1 || wanted.count() > MAX_GENERATED) {
            throw new BadRequest("count must be from 1 to %d, not %d.".formatted(MAX_GENERATED, wanted.count()));
        }
        if (idempotencyKey == null) {
            return creation.create(wanted);
        }
        if (idempotencyKey.isBlank() || idempotencyKey.length() > 200) {
            throw new BadRequest("Idempotency-Key must be from 1 to 200 characters long.");
        }
        return creation.create(wanted, idempotencyKey);
    }

    private KeyImport.Result imported(List<PemFile> files, KeyringName keyring) {
        if (files.isEmpty() || files.size() > MAX_IMPORTED) {
            throw new BadRequest(
                    "From 1 to %d files can be imported at once, not %d.".formatted(MAX_IMPORTED, files.size()));
        }
        if (files.stream().anyMatch(file -> file == null || file.name() == null || file.pem() == null)) {
            throw new BadRequest("Each file to import needs a name and a pem.");
        }
        return imports.add(files, keyring);
    }

    private static Algorithm algorithm(@Nullable String label) {
        try {
            return label == null ? Algorithm.ED25519 : Algorithm.of(label);
        } catch (IllegalArgumentException e) {
            throw new BadRequest(Objects.requireNonNullElse(e.getMessage(), "unknown algorithm"));
        }
    }

    private static KeyringName keyring(@Nullable String name) {
        try {
            return name == null ? KeyringName.DEFAULT : new KeyringName(name);
        } catch (IllegalArgumentException e) {
            throw new BadRequest("'%s' cannot be: %s.".formatted(name, e.getMessage()));
        }
    }

    private static <T> T found(KeyId id, Optional<T> key) {
        return key.orElseThrow(() -> new NotFound("There is no key %s; GET /api/v1/keys lists them.".formatted(id)));
    }

    /** What to add, and where: so many new keys, or these files. */
    record NewKeys(
            @Nullable Integer count,
            @Nullable String algorithm,
            @Nullable String keyring,
            @JsonProperty("import") @Nullable List<PemFile> files) {}
}
