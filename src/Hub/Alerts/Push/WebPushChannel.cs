using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Hub.Alerts.Messages;
using FlextMonitor.Hub.Alerts.Storage;
using FlextMonitor.Hub.Alerts.Texts;

namespace FlextMonitor.Hub.Alerts.Push;

/// <summary>The browsers of people, also while no page is open. Each is told only of daemons that its person may see.</summary>
internal sealed class WebPushChannel(PushAudience audience, PushKeys keys, PushSender sender) : IAlertChannel
{
    private const string People = "people";
    private const int MostPeople = 200;
    private const int LongestEmail = 256;
    private const int MostBytesOfBody = 1000;

    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public string Kind => "webpush";

    /// <inheritdoc/>
    public IReadOnlySet<string> Secrets { get; } = new HashSet<string>();

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string[]> Check(JsonObject settings) => new SettingsCheck(settings)
        .Texts(People, 0, MostPeople, text => text.Length <= LongestEmail && text.Contains('@', StringComparison.Ordinal), $"must be a list of at most {MostPeople} e-mail addresses of people who sign in here; empty means everybody")
        .Finish();

    /// <inheritdoc/>
    public async Task<ChannelAnswer> SendAsync(JsonObject settings, AlertMessage message, CancellationToken cancellationToken)
    {
        try
        {
            // First: if the keys are lost, the subscriptions are too.
            var pair = await keys.FindAsync(cancellationToken).ConfigureAwait(false);
            var browsers = await audience.FindAsync(message, settings.Texts(People), cancellationToken).ConfigureAwait(false);
            var outcomes = await Task.WhenAll(browsers.Select(browser => SendAsync(browser.Subscription, browser.Message, settings, pair, cancellationToken))).ConfigureAwait(false);
            string[] gone = [.. browsers.Zip(outcomes).Where(sent => sent.Second.IsGone).Select(sent => sent.First.Subscription.Id)];
            if (gone.Length > 0)
            {
                await audience.ForgetAsync(gone, cancellationToken).ConfigureAwait(false);
            }

            return AnswerOf([.. outcomes.Where(outcome => !outcome.IsGone).Select(outcome => outcome.Answer)]);
        }
        catch (Exception exception) when (exception is RightsUnavailableException || Hub.Storage.StoreFailure.IsUnavailable(exception))
        {
            return new ChannelAnswer(DeliveryResult.Failed, "The store of people and their browsers cannot be read now.");
        }
    }

    private Task<PushOutcome> SendAsync(PushSubscriptionRow browser, AlertMessage message, JsonObject settings, PushKeyPair pair, CancellationToken cancellationToken)
    {
        var text = MessageTexts.Write(message, settings, Markup.Plain);
        var content = new JsonObject
        {
            ["title"] = text.Title,
            ["body"] = TextFit.FitBytes(text.Body, MostBytesOfBody),
            ["link"] = message.Link.AbsoluteUri,
            ["tag"] = message.Id,
        };
        return sender.SendAsync(browser, pair, SubjectOf(message.Link), content.ToJsonString(Format), MessageTones.Of(message) == MessageTone.Bad, cancellationToken);
    }

    // If some are reached, the others are not tried again: those who were reached would be told twice.
    private static ChannelAnswer AnswerOf(IReadOnlyList<ChannelAnswer> answers)
    {
        if (answers.Count == 0)
        {
            return new ChannelAnswer(DeliveryResult.Refused, "No browser of people who may see this has subscribed. People do that on their account page.");
        }

        var reached = answers.Count(answer => answer.Result == DeliveryResult.Delivered);
        var problem = answers.Where(answer => answer.Result != DeliveryResult.Delivered).OrderBy(answer => answer.Result).FirstOrDefault();
        if (reached == 0)
        {
            return problem!;
        }

        var text = new StringBuilder($"Reached {reached} of {answers.Count} browsers.");
        return new ChannelAnswer(DeliveryResult.Delivered, problem is null ? text.ToString() : AnswerText.Clean(text.Append(' ').Append(problem.Answer).ToString(), []));
    }

    private static string SubjectOf(Uri link) => link.Scheme == Uri.UriSchemeHttps ? link.GetLeftPart(UriPartial.Authority) : $"mailto:monitor@{link.IdnHost}";
}
