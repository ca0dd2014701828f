package vn.truc.producer.keys;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.truc.producer.emission.Fault;
import vn.truc.schemas.avro.SealRole;
import vn.truc.schemas.avro.SealScheme;
import vn.truc.schemas.seal.AgencyKey;
import vn.truc.schemas.seal.CertificateAuthority;
import vn.truc.schemas.seal.Certificates;

/**
 * A key ring in a directory: {@code agencies.p12} and {@code authority.p12} (PKCS#12, RFC 7292), {@code password}, and
 * {@code trust-anchor.pem}, which is the only file that others need.
 *
 * <p>The directory is for its owner alone (0700), so are the files (0600); a directory or file that others can read is
 * refused. The password is random and long, which is why the key derivation may take few rounds: guessing it is no way
 * in, and 11,400 agencies are read in seconds.
 */
public final class KeyFiles {

    private static final String AGENCIES = "agencies.p12";
    private static final String AUTHORITY = "authority.p12";
    private static final String PASSWORD = "password";
    private static final String TRUST_ANCHOR = "trust-anchor.pem";
    private static final String AUTHORITY_ALIAS = "authority";
    private static final int PASSWORD_BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ONLY_DIRECTORY = PosixFilePermissions.fromString("rwx------");

    static {
        // read by the JDK's PKCS#12 store when it writes a key
        System.setProperty("keystore.pkcs12.keyPbeIterationCount", "1000");
        System.setProperty("keystore.pkcs12.certPbeIterationCount", "1000");
    }

    private final Path directory;

    /** @param directory where the files are or will be */
    public KeyFiles(Path directory) {
        this.directory = directory;
    }

    /** The file with the trust anchor, for {@code --trust-anchor}. */
    public Path trustAnchor() {
        return directory.resolve(TRUST_ANCHOR);
    }

    /**
     * Writes a ring.
     *
     * @throws KeyFilesException when keys are there already, or the files cannot be written
     */
    public void write(KeyRing ring, SecureRandom random) {
        for (String file : List.of(AGENCIES, AUTHORITY, PASSWORD)) {
            if (Files.exists(directory.resolve(file))) {
                throw new KeyFilesException(
                        directory + " holds keys already, or what an interrupted command left of them (" + file
                                + "); choose another --out, or remove it");
            }
        }
        byte[] secret = new byte[PASSWORD_BYTES];
        random.nextBytes(secret);
        char[] password = Base64.getEncoder().encodeToString(secret).toCharArray();
        try {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY_DIRECTORY));
            Files.setPosixFilePermissions(directory, OWNER_ONLY_DIRECTORY);
            writePrivately(PASSWORD, out -> out.write(new String(password).getBytes(StandardCharsets.US_ASCII)));
            X509Certificate anchor = ring.authority().certificate();
            KeyStore authority = emptyStore();
            authority.setKeyEntry(AUTHORITY_ALIAS, ring.authority().privateKey(), password, new Certificate[] {anchor});
            writePrivately(AUTHORITY, out -> authority.store(out, password));
            KeyStore agencies = emptyStore();
            for (String agency : ring.agencies()) {
                for (AgencyKey key : ring.keysOf(agency)) {
                    agencies.setKeyEntry(
                            alias(key, null), key.privateKey(), password, new Certificate[] {key.certificate(), anchor
                            });
                }
                for (Fault fault : ring.faults()) {
                    for (AgencyKey key : ring.keysOf(agency, fault)) {
                        agencies.setKeyEntry(
                                alias(key, fault), key.privateKey(), password, new Certificate[] {key.certificate()});
                    }
                }
            }
            writePrivately(AGENCIES, out -> agencies.store(out, password));
            Files.writeString(trustAnchor(), Certificates.pemOf(anchor));
        } catch (IOException | GeneralSecurityException e) {
            throw new KeyFilesException("cannot write keys to " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads a ring.
     *
     * @throws KeyFilesException when files are missing, readable by others, or not what {@link #write} wrote
     */
    public KeyRing read(SecureRandom random) {
        requirePrivate(directory);
        try {
            char[] password = Files.readString(privateFile(PASSWORD), StandardCharsets.US_ASCII)
                    .strip()
                    .toCharArray();
            KeyStore authorityStore = load(AUTHORITY, password);
            if (!authorityStore.isKeyEntry(AUTHORITY_ALIAS)) {
                throw new IllegalArgumentException(AUTHORITY + " holds no key named '" + AUTHORITY_ALIAS + "'");
            }
            CertificateAuthority authority = CertificateAuthority.of(
                    (PrivateKey) authorityStore.getKey(AUTHORITY_ALIAS, password),
                    (X509Certificate) authorityStore.getCertificate(AUTHORITY_ALIAS),
                    random);
            KeyStore store = load(AGENCIES, password);
            Map<String, List<AgencyKey>> keys = new LinkedHashMap<>();
            Map<Fault, Map<String, List<AgencyKey>>> faulty = new EnumMap<>(Fault.class);
            for (String alias : Collections.list(store.aliases())) {
                String[] parts = alias.toUpperCase(Locale.ROOT).split(":", -1);
                if (parts.length != 3 && parts.length != 4) {
                    throw new IllegalArgumentException("an entry is named '" + alias + "'");
                }
                AgencyKey key = read(store, alias, parts, password);
                Map<String, List<AgencyKey>> of = parts.length == 3
                        ? keys
                        : faulty.computeIfAbsent(Fault.valueOf(parts[3]), first -> new LinkedHashMap<>());
                of.computeIfAbsent(key.agency(), first -> new ArrayList<>()).add(key);
            }
            return new KeyRing(authority, keys, faulty);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new KeyFilesException("cannot read keys from " + directory + ": " + e.getMessage(), e);
        }
    }

    private static AgencyKey read(KeyStore store, String alias, String[] parts, char[] password)
            throws GeneralSecurityException {
        byte[] der = Certificates.derOf((X509Certificate) store.getCertificate(alias));
        return new AgencyKey(
                parts[0],
                SealRole.valueOf(parts[1]),
                SealScheme.valueOf(parts[2]),
                Certificates.idOf(der),
                (PrivateKey) store.getKey(alias, password),
                ByteBuffer.wrap(der));
    }

    private static String alias(AgencyKey key, @Nullable Fault fault) {
        String alias = key.agency() + ":" + key.role() + ":" + key.scheme();
        return fault == null ? alias : alias + ":" + fault;
    }

    private KeyStore load(String file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(privateFile(file))) {
            store.load(in, password);
        }
        return store;
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private Path privateFile(String name) {
        Path file = directory.resolve(name);
        requirePrivate(file);
        return file;
    }

    private static void requirePrivate(Path path) {
        if (!Files.exists(path)) {
            throw new KeyFilesException("there is no " + path + "; truc keys init --out DIR makes keys");
        }
        try {
            Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(path));
            others.removeAll(OWNER_ONLY_DIRECTORY);
            if (!others.isEmpty()) {
                throw new KeyFilesException("others can reach " + path + " (" + PosixFilePermissions.toString(others)
                        + "); private keys are for their owner alone: chmod -R go= " + path);
            }
        } catch (IOException e) {
            throw new KeyFilesException("cannot look at " + path + ": " + e.getMessage(), e);
        }
    }

    private void writePrivately(String name, Writing writing) throws IOException, GeneralSecurityException {
        Path file = directory.resolve(name);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
            writing.to(out);
        }
    }

    private interface Writing {
        void to(OutputStream out) throws IOException, GeneralSecurityException;
    }
}
