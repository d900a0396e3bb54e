package org.liandong.ecommerceimport.simulator;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.liandong.ecommerceimport.ceb.SignatureSuite;
import org.liandong.ecommerceimport.ceb.SigningIdentity;
import org.liandong.ecommerceimport.ceb.XmlSigner;

/// An authority that does not exist, and the certificates it issues to simulated senders.
///
/// The keys come from the seed, so they are no secret: nothing but a trial may trust this authority. RSA, because a signature
/// with SM2 draws a random number each time, and the same seed shall give the same bytes.
public final class MadeUpCertificates {

    private static final SignatureSuite SUITE = SignatureSuite.RSA_SHA256;
    private static final int STREAM = 6;
    private static final int YEARS_VALID = 5;
    private static final long TRIALS = 20_250_101L;

    private final long seed;
    private final Instant notBefore;
    private final Instant notAfter;
    private final SigningIdentity authority;
    private final Map<String, XmlSigner> signers = new ConcurrentHashMap<>();

    private MadeUpCertificates(long seed, LocalDate day) {
        this.seed = seed;
        this.notBefore = day.withDayOfYear(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        this.notAfter =
                day.withDayOfYear(1)
                        .plusYears(YEARS_VALID)
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC);
        this.authority =
                SigningIdentity.authority(
                        SUITE.key(),
                        "CN=Liandong simulator for trials only",
                        notBefore,
                        notAfter,
                        new Repeatable(Chance.bits(seed, STREAM, 0)));
    }

    /// The senders of trials. Their authority stands in the `trusted.pem` that is shipped for trials, as the tariff beside it
    /// does; its key is known to everyone, so an office replaces that file by its own before anything real is taken in.
    public static MadeUpCertificates ofTrials() {
        return of(TRIALS, LocalDate.of(2025, 1, 1));
    }

    /// The authority of a seed, valid from the year of a day on.
    public static MadeUpCertificates of(long seed, LocalDate day) {
        return new MadeUpCertificates(seed, day);
    }

    /// What a verifier must trust.
    public X509Certificate authority() {
        return authority.certificate();
    }

    /// Each sender signs with a certificate of its own.
    public Signing signing() {
        return (copCode, message) -> signers.computeIfAbsent(copCode, this::signer).sign(message);
    }

    private XmlSigner signer(String copCode) {
        return new XmlSigner(
                authority.issue(
                        SUITE.key(),
                        "CN=" + copCode,
                        notBefore,
                        notAfter,
                        new Repeatable(Chance.bits(seed, STREAM, copCode.hashCode()))),
                SUITE);
    }

    /// Not random at all: the same seed gives the same key.
    private static final class Repeatable extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final transient SplittableRandom random;

        Repeatable(long seed) {
            this.random = new SplittableRandom(seed);
        }

        @Override
        public void nextBytes(byte[] bytes) {
            random.nextBytes(bytes);
        }
    }
}
