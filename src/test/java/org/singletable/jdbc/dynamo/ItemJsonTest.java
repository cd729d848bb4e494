package org.singletable.jdbc.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemJsonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | {}",
                "{'pk': {'S': 'a'}, 'n': {'N': '1.50'}} | {'pk':'a','n':1.5}",
                "{'b': {'B': 'AQI='}, 'z': {'NULL': true}, 't': {'BOOL': false}} | {'b':{'$binary':'AQI='},'z':null,'t':false}",
                "{'s': {'SS': ['b', 'a']}, 'm': {'M': {'l': {'L': [{'N': '1'}]}}}} | {'s':{'$set':['a','b']},'m':{'l':[1]}}",
            })
    void wholeItem(String item, String json) {
        assertThat(ItemJson.of(TestItems.item(item))).hasToString(json.replace('\'', '"'));
    }
}
