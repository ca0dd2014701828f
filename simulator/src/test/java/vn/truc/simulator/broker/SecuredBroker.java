package vn.truc.simulator.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import vn.truc.schemas.seal.Certificates;

/** A broker that speaks TLS only, asks everybody for a password (SASL/SCRAM), and allows nobody anything without an ACL. */
public final class SecuredBroker implements AutoCloseable {

    private static final String ADMIN = "admin";
    private static final String STORE_PASSWORD = "of-the-test-store";

    private final Path directory;
    private final ListeningSockets sockets;
    private final KafkaRaftServer server;
    private final Map<String, String> passwords = new HashMap<>();

    private SecuredBroker(Path directory, List<String> users) {
        this.directory = directory;
        passwords.put(ADMIN, "admin-secret");
        users.forEach(user -> passwords.put(user, user + "-secret"));
        sockets = ListeningSockets.bind(0);
        int port = sockets.brokerPort();
        int controllerPort = sockets.controllerPort();
        sockets.close();
        try {
            writeStores();
            format();
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        } catch (Exception e) {
            throw new IllegalStateException("the broker's directory cannot be formatted", e);
        }
        server = new KafkaRaftServer(new KafkaConfig(settings(port, controllerPort), false), Time.SYSTEM);
        server.startup();
    }

    /** Starts one that knows these users, beside one who may do everything. */
    public static SecuredBroker start(String... users) {
        try {
            return new SecuredBroker(Files.createTempDirectory("truc-secured-broker-"), List.of(users));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address that clients connect to. */
    public String bootstrapServers() {
        return ListeningSockets.HOST + ":" + sockets.brokerPort();
    }

    /** A properties file by which a user gets in, for its owner alone. */
    public Path configOf(String user) {
        try {
            Path file = directory.resolve(user + ".properties");
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(
                    file,
                    """
                    security.protocol=SASL_SSL
                    sasl.mechanism=SCRAM-SHA-256
                    sasl.jaas.config=%s
                    ssl.truststore.type=PEM
                    ssl.truststore.location=%s
                    """
                            .formatted(login(user), directory.resolve("ca.pem")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of the user who may do everything. */
    public Path configOfAdmin() {
        return configOf(ADMIN);
    }

    /** What nobody may ever find in a log or a message. */
    public List<String> secrets() {
        return Stream.concat(passwords.values().stream(), Stream.of(STORE_PASSWORD))
                .toList();
    }

    private String login(String user) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                + passwords.get(user) + "\";";
    }

    private Map<String, String> settings(int port, int controllerPort) {
        Map<String, String> settings = new HashMap<>(BrokerSettings.behaviour());
        String host = ListeningSockets.HOST;
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(BrokerSettings.NODE_ID));
        settings.put("listeners", "SECURED://" + host + ":" + port + ",CONTROLLER://" + host + ":" + controllerPort);
        settings.put("listener.security.protocol.map", "SECURED:SASL_SSL,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", BrokerSettings.NODE_ID + "@" + host + ":" + controllerPort);
        settings.put("inter.broker.listener.name", "SECURED");
        settings.put("sasl.mechanism.inter.broker.protocol", "SCRAM-SHA-256");
        settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-256");
        settings.put("listener.name.secured.scram-sha-256.sasl.jaas.config", login(ADMIN));
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("ssl.keystore.location", directory.resolve("broker.p12").toString());
        settings.put("ssl.keystore.password", STORE_PASSWORD);
        settings.put("ssl.key.password", STORE_PASSWORD);
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", directory.resolve("ca.pem").toString());
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        // the controller's listener is the broker's own way to itself
        settings.put("super.users", "User:" + ADMIN + ";User:ANONYMOUS");
        settings.put("log.dirs", data().toString());
        return settings;
    }

    private Path data() {
        return directory.resolve("data");
    }

    private void format() throws Exception {
        Files.createDirectories(data());
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false))
                .setNodeId(BrokerSettings.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName("CONTROLLER")
                .setDirectories(List.of(data().toString()))
                .setMetadataLogDirectory(data().toString())
                .setScramArguments(passwords.entrySet().stream()
                        .map(user -> "SCRAM-SHA-256=[name=" + user.getKey() + ",password=" + user.getValue() + "]")
                        .toList())
                .run();
    }

    private void writeStores() throws IOException, GeneralSecurityException, OperatorCreationException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair keys = generator.generateKeyPair();
        X500Name name = new X500Name("CN=broker of a test");
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(now.toEpochMilli()),
                Date.from(now.minusSeconds(3_600)),
                Date.from(now.plusSeconds(86_400)),
                name,
                keys.getPublic());
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.iPAddress, ListeningSockets.HOST)));
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("broker", keys.getPrivate(), STORE_PASSWORD.toCharArray(), new Certificate[] {certificate});
        try (OutputStream out = Files.newOutputStream(directory.resolve("broker.p12"))) {
            store.store(out, STORE_PASSWORD.toCharArray());
        }
        Files.writeString(directory.resolve("ca.pem"), Certificates.pemOf(certificate));
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
