namespace FlextMonitor.Client.Connection;

/// <summary>What the hub answers over HTTP while a connection is opened. The exceptions of SignalR do not have it.</summary>
/// <param name="onAgreed">Called when the hub has agreed to a connection, which is then opened over a transport.</param>
/// <param name="time">The clock, for a <c>Retry-After</c> that is a date.</param>
/// <param name="ended">Ends requests that are still under way.</param>
internal sealed class ConnectAnswers(Action onAgreed, TimeProvider time, CancellationToken ended)
{
    private readonly CancellationToken _ended = ended;

    /// <summary>How long the last refusal asked to wait (<c>Retry-After</c>); <c>null</c> if none did.</summary>
    public TimeSpan? AskedWait { get; private set; }

    public static TimeSpan? WaitOf(HttpResponseMessage answer, TimeProvider time) =>
        answer.Headers.RetryAfter is { } retry ? retry.Delta ?? (retry.Date - time.GetUtcNow()) : null;

    /// <summary>Notes the answers that come through a handler.</summary>
    public HttpMessageHandler Observe(HttpMessageHandler connection) => new Observer(this) { InnerHandler = connection };

    private void Note(HttpRequestMessage request, HttpResponseMessage answer)
    {
        AskedWait = answer.IsSuccessStatusCode ? null : WaitOf(answer, time) ?? AskedWait;
        if (answer.IsSuccessStatusCode && request.RequestUri?.AbsolutePath.EndsWith("/negotiate", StringComparison.Ordinal) == true)
        {
            onAgreed();
        }
    }

    private sealed class Observer(ConnectAnswers answers) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, answers._ended);
            var answer = await base.SendAsync(request, either.Token).ConfigureAwait(false);
            answers.Note(request, answer);
            return answer;
        }
    }
}
