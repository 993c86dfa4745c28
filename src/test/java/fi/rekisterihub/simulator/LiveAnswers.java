package fi.rekisterihub.simulator;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Lets a stub be answered by a function, chosen by the stub's parameter. */
final class LiveAnswers implements ResponseDefinitionTransformerV2 {

    static final String NAME = "live-answer";
    static final String PARAMETER = "answer";

    private final List<Function<Request, ResponseDefinitionBuilder>> answers = new CopyOnWriteArrayList<>();

    /** Gives the number by which a stub names the function. */
    synchronized int add(Function<Request, ResponseDefinitionBuilder> answer) {
        answers.add(answer);
        return answers.size() - 1;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        int number = event.getTransformerParameters().getInt(PARAMETER);
        return answers.get(number).apply(event.getRequest()).build();
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }
}
