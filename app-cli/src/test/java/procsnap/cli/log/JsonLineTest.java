package procsnap.cli.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import org.junit.jupiter.api.Test;

class JsonLineTest {

  @Test
  void onlyPlainCharactersStandAsTheyAre() {
    String text = "Grüße \"\\ 😀 \u001b[2J \u007f \u009b31m \u202e.txt \n \ud83d \udb40\udc01";
    String line = JsonLine.of(new JsonPrimitive(text));
    assertEquals(
        "\"Grüße \\\"\\\\ 😀 \\u001b[2J \\u007f \\u009b31m \\u202e.txt \\n \\ud83d \\udb40\\udc01\"",
        line);
    assertEquals(text, JsonParser.parseString(line).getAsString());
  }
}
