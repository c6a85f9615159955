namespace FlextMonitor.Client.Connection;

/// <summary>How long the hub asks to wait (<c>Retry-After</c>) when it refuses to open a connection. The exceptions of SignalR do not have it.</summary>
internal sealed class AskedWait(TimeProvider time)
{
    /// <summary>What the last refusal asked for; <c>null</c> if none did since it was set to <c>null</c>.</summary>
    public TimeSpan? Value { get; set; }

    public static TimeSpan? Of(HttpResponseMessage answer, TimeProvider time) =>
        answer.Headers.RetryAfter is { } retry ? retry.Delta ?? (retry.Date - time.GetUtcNow()) : null;

    /// <summary>Notes the refusals among the answers to a connection.</summary>
    public HttpMessageHandler Observe(HttpMessageHandler connection) => new Observer(this) { InnerHandler = connection };

    private void Note(HttpResponseMessage answer) => Value = answer.IsSuccessStatusCode ? null : Of(answer, time) ?? Value;

    private sealed class Observer(AskedWait asked) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            asked.Note(answer);
            return answer;
        }
    }
}
