package org.singletable.jdbc.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "<script>alert(1)</script>, &lt;script&gt;alert(1)&lt;/script&gt;",
                "\" onload=\"x, &quot; onload=&quot;x",
                "it's & more, it&#39;s &amp; more",
                "]]>, ]]&gt;",
                "Zürich 😀, Zürich 😀"
            })
    void textsAreEscaped(String text, String escaped) {
        assertThat(new Html().element("p", text).document()).endsWith("<p>" + escaped + "</p>");
        assertThat(new Html().empty("br", "title", text).document()).endsWith("<br title=\"" + escaped + "\"/>");
    }

    @Test
    void charactersThatXmlDoesNotKnowAreMadeVisible() {
        String text = "a\u0000b\u001f c\ud800 d\ufffe e\u0085";
        assertThat(new Html().element("p", text).document()).endsWith("<p>a\u2400b\u241f c\ufffd d\ufffd e\ufffd</p>");
    }

    @Test
    void whatIsOpenIsNoDocument() {
        Html html = new Html().start("p").start("b").end();
        assertThatThrownBy(html::document).hasMessage("not closed: [p]");
    }

    @Test
    void aStyleSheetReadsAlikeAsHtmlAndAsXml() {
        assertThat(new Html().style("a > b { }").document()).endsWith("<style>a > b { }</style>");
        assertThatThrownBy(() -> new Html().style("</style>")).hasMessageContaining("reads differently");
    }
}
