package dev.signet.bench.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class ChartTest {
    @Test
    void barsAreAsLongAsTheirNumbers() throws Exception {
        var chart = new BarChart("s");
        chart.add("one workload", "Signet", 1);
        chart.add("one workload", "others & more", 4);

        var bars = parsed(chart.svg()).getElementsByTagName("rect");

        assertThat(width(bars.item(1))).isEqualTo(4 * width(bars.item(0)));
    }

    @Test
    void pointsOfALineStandInTheirOrderOnALogarithmicAxis() throws Exception {
        var chart = new LineChart("records", "µs");
        chart.add("Signet", 1000, 5);
        chart.add("Signet", 10, 10);
        chart.add("Signet", 100, 0);

        var points = parsed(chart.svg()).getElementsByTagName("circle");

        assertThat(number(points.item(1), "cx") - number(points.item(0), "cx"))
                .isEqualTo(number(points.item(2), "cx") - number(points.item(1), "cx"));
        assertThat(number(points.item(0), "cy"))
                .isLessThan(number(points.item(2), "cy"))
                .isLessThan(number(points.item(1), "cy"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.5, 0.5", "2, 2", "12.34, 12.3", "256, 256", "1000, 1k", "65536, 65.5k", "10000000, 10M"})
    void numbersAreShort(double value, String text) {
        assertThat(Svg.number(value)).isEqualTo(text);
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static double width(Object element) {
        return number(element, "width");
    }

    private static double number(Object element, String attribute) {
        return Double.parseDouble(((Element) element).getAttribute(attribute));
    }
}
