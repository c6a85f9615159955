using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Texts;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>An Apprise API server, which knows many further services: by a configuration that is stored there, or by addresses of services.</summary>
internal sealed partial class AppriseChannel(ChannelRequests requests) : IAlertChannel
{
    private const string Url = "url";
    private const string Key = "key";
    private const string Urls = "urls";
    private const string Tags = "tags";
    private const int MostUrls = 20;
    private const int LongestTags = 200;
    private const int LongestBody = 10_000;
    private const int NoContent = 204;
    private const int FailedDependency = 424;

    // 204: nothing is stored under the key, or nothing has the tags. 424: a service behind the server did not take the message.
    private static readonly AnswerRules Rules = new()
    {
        Result = status => status switch
        {
            NoContent => DeliveryResult.Refused,
            FailedDependency => DeliveryResult.Failed,
            _ => null,
        },
    };

    /// <inheritdoc/>
    public string Kind => "apprise";

    /// <inheritdoc/>
    public IReadOnlySet<string> Secrets { get; } = new HashSet<string> { Urls };

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string[]> Check(JsonObject settings) => new SettingsCheck(settings)
        .Url(Url)
        .Text(Key, KeyForm().IsMatch, $"must be 1 to 128 of a-z A-Z 0-9 - _; leave it out if {Urls} is given", required: settings[Urls] is null)
        .Texts(
            Urls, settings[Key] is null && settings[Urls] is not null ? 1 : 0, settings[Key] is null ? MostUrls : 0, url => url.Contains("://", StringComparison.Ordinal) && url.Length <= 2000 && !url.Any(char.IsControl),
            $"must be a list of 1 to {MostUrls} addresses of services, such as mailto://user:password@example.com; leave it out if {Key} is given")
        .Text(Tags, LongestTags, required: false)
        .Finish();

    /// <inheritdoc/>
    public async Task<ChannelAnswer> SendAsync(JsonObject settings, AlertMessage message, CancellationToken cancellationToken)
    {
        var text = MessageTexts.Write(message, settings, Markup.Plain);
        var body = new JsonObject { ["title"] = text.Title, ["body"] = TextFit.Fit(text.Body, LongestBody), ["type"] = TypeOf(message), ["format"] = "text" };
        if (settings.Text(Tags) is { } tags)
        {
            body["tag"] = tags;
        }

        var (address, urls) = (settings.Text(Url)!.TrimEnd('/'), settings.Texts(Urls));
        if (settings.Text(Key) is { } key)
        {
            address += $"/notify/{key}";
        }
        else
        {
            address += "/notify";
            body["urls"] = string.Join(", ", urls);
        }

        var answer = await requests.PostAsync(new Uri(address), body, [.. urls, .. urls.Select(url => url.Split("://")[^1])], Rules, authorization: null, cancellationToken).ConfigureAwait(false);
        return answer.Answer == $"{NoContent}" ? answer with { Answer = "204: the server has nothing to notify by this key and these tags." } : answer;
    }

    private static string TypeOf(AlertMessage message) => MessageTones.Of(message) switch
    {
        MessageTone.Good => "success",
        MessageTone.Bad => "failure",
        MessageTone.Warning => "warning",
        _ => "info",
    };

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,128}\z")]
    private static partial Regex KeyForm();
}
