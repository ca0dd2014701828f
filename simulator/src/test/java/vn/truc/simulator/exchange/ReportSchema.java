package vn.truc.simulator.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.InputStream;
import vn.truc.simulator.report.ReportJson;
import vn.truc.simulator.report.RunReport;

/** The published form of a report. */
final class ReportSchema {

    private ReportSchema() {}

    static void assertFits(RunReport report) throws Exception {
        try (InputStream in = RunReport.class.getResourceAsStream("report.schema.json")) {
            JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in);
            JsonNode json = new ObjectMapper().readTree(ReportJson.write(report));
            assertThat(schema.validate(json)).isEmpty();
        }
    }
}
