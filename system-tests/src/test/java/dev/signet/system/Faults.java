package dev.signet.system;

import dev.signet.collection.batch.BatchesApart;
import dev.signet.platform.crypto.CannotSign;
import dev.signet.platform.crypto.RecordSigner;
import dev.signet.platform.crypto.RecordSigners;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.web.filter.OncePerRequestFilter;

/** What the services in the test's own JVM can be told to do badly. */
final class Faults {
    private static final long PER_RECORD_MILLIS = 600;
    private static final int SLICES = 6;
    private static final long PER_SLICE_MILLIS = 300;

    private static volatile boolean slowSigning;
    private static volatile boolean slowRecords;
    private static volatile boolean refusing;

    /** Each record takes so long that leases are renewed, and short ones run out. */
    static void signSlowly() {
        slowSigning = true;
    }

    /** The records of a batch come to its worker bit by bit, so slowly that it renews its lease. */
    static void handRecordsOutSlowly() {
        slowRecords = true;
        BatchesApart.set(true);
    }

    static void refuseBadRecords() {
        refusing = true;
    }

    static void end() {
        slowSigning = false;
        slowRecords = false;
        BatchesApart.set(false);
        refusing = false;
    }

    /** For signing-service. */
    @Configuration(proxyBeanMethods = false)
    static class OfSigners {
        @Bean
        @Primary
        RecordSigners faulty(RecordSigners recordSigners) {
            return (algorithm, keyId, pkcs8) -> faulty(recordSigners.open(algorithm, keyId, pkcs8));
        }

        private static RecordSigner faulty(RecordSigner signer) {
            return (id, payload) -> {
                if (refusing && CrashCallers.isBad(payload)) {
                    throw new CannotSign("record " + id + " is a bad one");
                }
                for (var waited = 0; slowSigning && waited < PER_RECORD_MILLIS; waited += 10) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                }
                return signer.sign(id, payload);
            };
        }
    }

    /** For collection-service. */
    @Configuration(proxyBeanMethods = false)
    @Import(BatchesApart.class)
    static class OfRecords {
        @Bean
        OncePerRequestFilter slowRecords() {
            return new OncePerRequestFilter() {
                @Override
                protected boolean shouldNotFilter(HttpServletRequest request) {
                    return !slowRecords
                            || !request.getMethod().equals("GET")
                            || !request.getRequestURI().startsWith("/internal/batches/");
                }

                @Override
                protected void doFilterInternal(
                        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                        throws ServletException, IOException {
                    chain.doFilter(request, new HttpServletResponseWrapper(response) {
                        @Override
                        public ServletOutputStream getOutputStream() throws IOException {
                            return new Slices(super.getOutputStream());
                        }
                    });
                }
            };
        }
    }

    /** Writes in slices, with a pause before each. */
    private static final class Slices extends ServletOutputStream {
        private final ServletOutputStream out;

        Slices(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            var slice = Math.ceilDiv(length, SLICES);
            for (var done = 0; done < length; done += slice) {
                out.write(bytes, offset + done, Math.min(slice, length - done));
                out.flush();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PER_SLICE_MILLIS));
            }
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }

    private Faults() {}
}
