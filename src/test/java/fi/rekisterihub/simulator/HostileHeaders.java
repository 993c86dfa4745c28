package fi.rekisterihub.simulator;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.ArrayList;
import java.util.List;

/** While switched on, every good answer also carries headers that would steer a careless Camel route. */
final class HostileHeaders implements ResponseTransformerV2 {

    private volatile String elsewhere = "";

    /** @param address where the headers try to lead; empty to stop */
    void leadTo(String address) {
        elsewhere = address;
    }

    @Override
    public Response transform(Response response, ServeEvent event) {
        String address = elsewhere;
        if (address.isEmpty()) {
            return response;
        }
        List<HttpHeader> headers = new ArrayList<>(response.getHeaders().all());
        headers.addAll(List.of(
                new HttpHeader("CamelHttpUri", address),
                new HttpHeader("CamelHttpPath", "/elsewhere"),
                new HttpHeader("CamelHttpQuery", "elsewhere=1"),
                new HttpHeader("CamelHttpMethod", "DELETE"),
                new HttpHeader("CamelSqlQuery", "delete from person"),
                new HttpHeader("CamelFileName", "../../owned"),
                new HttpHeader("CamelBeanMethodName", "complete"),
                new HttpHeader("CamelLoopIndex", "999"),
                new HttpHeader("hubMore", "true"),
                new HttpHeader("hubPage", "elsewhere"),
                new HttpHeader("delete", "true"),
                new HttpHeader("moveTo", "Trash")));
        return Response.Builder.like(response)
                .but()
                .headers(new HttpHeaders(headers))
                .build();
    }

    @Override
    public String getName() {
        return "hostile-headers";
    }

    @Override
    public boolean applyGlobally() {
        return true;
    }
}
