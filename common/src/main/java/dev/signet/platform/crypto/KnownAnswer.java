package dev.signet.platform.crypto;

import dev.signet.contract.Algorithm;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;

/** Has a provider make a signature whose bytes are known (RFC 8032, section 7.1, test 2), and checks that it has the other algorithms. */
final class KnownAnswer {
    private static final byte[] KEY = HexFormat.of()
            .parseHex("302e020100300506032b657004220420"
                    + "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    private static final byte[] SIGNATURE = HexFormat.of()
            .parseHex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                    + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");

    static void check(SigningProvider provider) throws GeneralSecurityException {
        var signature = provider.signer(Algorithm.ED25519, KEY);
        signature.update((byte) 0x72);
        if (!Arrays.equals(signature.sign(), SIGNATURE)) {
            throw new GeneralSecurityException(provider.name() + " makes wrong Ed25519 signatures");
        }
        Signature.getInstance("SHA256withECDSAinP1363Format", provider.curves());
        Signature.getInstance("RSASSA-PSS", provider.rsa());
    }

    private KnownAnswer() {}
}
