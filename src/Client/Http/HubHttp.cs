using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FlextMonitor.Client.Connection;
using FlextMonitor.Contracts;

namespace FlextMonitor.Client.Http;

/// <summary>Calls the HTTP interface with the client's token, and turns its refusals into exceptions with its own sentence. Each call has a name for the metrics: a path may hold ids.</summary>
internal sealed class HubHttp(HttpClient http, ITokens tokens, ClientMetrics metrics, TimeProvider time, CancellationToken stopping)
{
    public async Task<T> GetAsync<T>(string name, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(name, HttpMethod.Get, path, () => null, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(answer, path, type, cancellationToken).ConfigureAwait(false);
    }

    public async Task<T> PostAsync<TBody, T>(string name, string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(name, HttpMethod.Post, path, () => JsonContent.Create(body, bodyType), cancellationToken).ConfigureAwait(false);
        return await ReadAsync(answer, path, type, cancellationToken).ConfigureAwait(false);
    }

    public async Task PostAsync<TBody>(string name, string path, TBody body, JsonTypeInfo<TBody> type, CancellationToken cancellationToken) =>
        (await SendAsync(name, HttpMethod.Post, path, () => JsonContent.Create(body, type), cancellationToken).ConfigureAwait(false)).Dispose();

    public async Task DeleteAsync(string name, string path, CancellationToken cancellationToken) =>
        (await SendAsync(name, HttpMethod.Delete, path, () => null, cancellationToken).ConfigureAwait(false)).Dispose();

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync(type, cancellationToken).ConfigureAwait(false) ?? throw new JsonException("it is empty");
        }
        catch (JsonException exception)
        {
            throw new MonitorCallException($"The hub's answer to {path} cannot be read: {exception.Message}", exception) { Status = (int)answer.StatusCode };
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string name, HttpMethod method, string path, Func<HttpContent?> body, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var hasSucceeded = false;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        try
        {
            var answer = await AuthorizedAsync(method, path, body, either.Token).ConfigureAwait(false);
            hasSucceeded = true;
            return answer;
        }
        catch (Exception exception) when (Explain(exception, method, path, cancellationToken) is { } explained)
        {
            throw explained;
        }
        finally
        {
            metrics.Called(name, time.GetElapsedTime(began), hasSucceeded);
        }
    }

    private async Task<HttpResponseMessage> AuthorizedAsync(HttpMethod method, string path, Func<HttpContent?> body, CancellationToken cancellationToken)
    {
        var answer = await SendOnceAsync(method, path, body(), cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
        {
            // The token may have run out: once more, with another.
            answer.Dispose();
            tokens.Refused();
            answer = await SendOnceAsync(method, path, body(), cancellationToken).ConfigureAwait(false);
        }

        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            throw await RefusalAsync(answer, path, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        if (await tokens.GetAsync(cancellationToken).ConfigureAwait(false) is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<MonitorCallException> RefusalAsync(HttpResponseMessage answer, string path, CancellationToken cancellationToken)
    {
        var status = (int)answer.StatusCode;
        var problem = await ProblemAsync(answer, cancellationToken).ConfigureAwait(false);
        return new MonitorCallException(problem?.Sentence ?? $"The hub answered {status} to {path}.")
        {
            Status = status,
            Code = problem?.Code ?? (answer.StatusCode == HttpStatusCode.NotFound ? HubErrorCodes.NotFound : null),
        };
    }

    private static async Task<ProblemDetailsBody?> ProblemAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return null;
        }

        try
        {
            return await answer.Content.ReadFromJsonAsync(HttpJson.Default.ProblemDetailsBody, cancellationToken).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            // Of a proxy, say: its status has to do.
            return null;
        }
    }

    private MonitorCallException? Explain(Exception exception, HttpMethod method, string path, CancellationToken cancellationToken)
    {
        var mayHaveHappened = method == HttpMethod.Get ? "" : ", so it may have been carried out";
        return exception switch
        {
            RefusedCredentialsException => new MonitorCallException(exception.Message, exception) { Status = (int)HttpStatusCode.Unauthorized },
            TokenUnavailableException => Unavailable($"There is no token for {path}: {exception.Message.TrimEnd('.')}.", exception),
            OperationCanceledException when cancellationToken.IsCancellationRequested => null,
            OperationCanceledException or ObjectDisposedException when stopping.IsCancellationRequested => Unavailable($"The client was stopped during {path}{mayHaveHappened}.", exception),
            OperationCanceledException => Unavailable($"The hub did not answer {path} in time{mayHaveHappened}.", exception),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } =>
                Unavailable($"The hub cannot be reached for {path}: {exception.Message.TrimEnd('.')}.", exception),
            HttpRequestException => Unavailable($"The connection to the hub was lost during {path}{mayHaveHappened}: {exception.Message.TrimEnd('.')}.", exception),
            _ => null,
        };
    }

    private static MonitorCallException Unavailable(string text, Exception exception) => new(text, exception) { Code = HubErrorCodes.Unavailable };
}
