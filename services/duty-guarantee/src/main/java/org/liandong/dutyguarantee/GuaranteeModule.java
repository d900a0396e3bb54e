package org.liandong.dutyguarantee;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liandong.dutyguarantee.simulator.GuaranteeSimulation;
import org.liandong.kernel.CaseKey;
import org.liandong.kernel.Format;
import org.liandong.kernel.Message;
import org.liandong.kernel.Problem;
import org.liandong.kernel.Quotas;
import org.liandong.kernel.Reply;
import org.liandong.kernel.Rules;
import org.liandong.kernel.Service;
import org.liandong.kernel.ServiceModule;
import org.liandong.kernel.Simulation;
import org.liandong.kernel.ledger.Asset;
import org.liandong.rules.Shipped;

/// Duty guarantees and aggregated taxation, as a deployment finds them.
public final class GuaranteeModule implements ServiceModule<GuaranteeCase, GuaranteeFact> {

    public static final String NAME = "duty-guarantee";

    public static final String SETTINGS = "settings.properties";

    private static final String FILING_ELEMENT = "filing.element";

    private static final DecFields FIELDS = DecFields.shipped();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<GuaranteeCase> stateType() {
        return GuaranteeCase.class;
    }

    @Override
    public Class<GuaranteeFact> factType() {
        return GuaranteeFact.class;
    }

    @Override
    public Class<? extends GuaranteeFact> internalType() {
        return GuaranteeFact.Internal.class;
    }

    @Override
    public List<Asset> assets() {
        return List.of(Accounts.YUAN);
    }

    @Override
    public Map<String, byte[]> resources() {
        return Shipped.resources(GuaranteeModule.class, SETTINGS);
    }

    @Override
    public Service<GuaranteeCase, GuaranteeFact> service(
            Map<String, byte[]> resources, Function<Map<String, byte[]>, Rules> rules) {
        filingElement(resources);
        return new GuaranteeService(rules.apply(resources));
    }

    @Override
    public List<Format<GuaranteeFact>> formats(
            Map<String, byte[]> resources, byte[] secret, InstantSource time) {
        return List.of(new DecFormat(FIELDS, filingElement(resources)));
    }

    private static String filingElement(Map<String, byte[]> resources) {
        byte[] content = resources.get(SETTINGS);
        Properties settings = new Properties();
        try {
            settings.load(
                    new StringReader(
                            content == null ? "" : new String(content, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalArgumentException(SETTINGS + " cannot be read: " + e.getMessage(), e);
        }
        String element = settings.getProperty(FILING_ELEMENT, "").strip();
        if (!FIELDS.isField("DecHead", element)) {
            throw new IllegalArgumentException(
                    "%s: '%s' is '%s', but must be an element of DecHead, such as ApprNo."
                            .formatted(SETTINGS, FILING_ELEMENT, element));
        }
        return element;
    }

    @Override
    public byte[] write(Message message, long id, Instant at) {
        return Messages.write(message, id, at);
    }

    @Override
    public GuaranteeFact reply(CaseKey key, Reply reply) {
        return new GuaranteeFact.OfficerAnswered(
                key.value(), reply.task(), reply.answer(), reply.reason(), reply.officer());
    }

    @Override
    public Set<String> personNames() {
        return Set.of("officer");
    }

    @Override
    public @Nullable String inWords(Problem problem, Locale locale) {
        return DecProblems.inWords(problem, locale);
    }

    @Override
    public List<Quotas> quotas() {
        return List.of(Accounts.QUOTAS);
    }

    @Override
    public Set<String> mainStatuses() {
        return EntryDesk.STATUSES;
    }

    @Override
    public Simulation simulation() {
        return new GuaranteeSimulation();
    }
}
