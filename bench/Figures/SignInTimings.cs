using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using FlextMonitor.Bench.Kit.Load;
using FlextMonitor.Bench.Kit.Measuring;
using FlextMonitor.Contracts;

namespace FlextMonitor.Bench.Figures;

/// <summary>How long the answer to a wrong password takes for names that exist and names that do not, in turn, each pair from an address of its own.</summary>
internal static class SignInTimings
{
    /// <summary>Fewer failures for each than a name may have in an hour.</summary>
    private const int People = 12;

    private const int Pairs = 500;
    private const string Wrong = "wrong horse battery";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(Effort effort, CancellationToken cancellationToken)
    {
        await using var daemon = await StampedDaemon.StartAsync();
        await using var host = await MonitorServer.StartAsync(daemon.Address, MonitorServer.EmptyDataFolder(), cancellationToken);
        await AddPeopleAsync(host, cancellationToken);
        var (known, unknown) = (new List<double>(), new List<double>());
        for (var pair = 0; pair < effort.Times(Pairs); pair++)
        {
            using var http = LoopbackClients.Http(pair, host.Address, Limit);
            (await http.GetAsync(new Uri(Routes.HealthLive, UriKind.Relative), cancellationToken)).Dispose();
            var nobody = string.Create(CultureInfo.InvariantCulture, $"nobody-{pair}@example.com");
            if (pair % 2 == 0)
            {
                known.Add(await TimeAsync(http, EmailOf(pair % People), cancellationToken));
                unknown.Add(await TimeAsync(http, nobody, cancellationToken));
            }
            else
            {
                unknown.Add(await TimeAsync(http, nobody, cancellationToken));
                known.Add(await TimeAsync(http, EmailOf(pair % People), cancellationToken));
            }
        }

        var (ofKnown, ofUnknown) = (Median.Of(known), Median.Of(unknown));
        return
        [
            new($"{known.Count} wrong passwords, one at a time: median for names that exist", Figure.Milliseconds(ofKnown)),
            new("the same for names that do not", Figure.Milliseconds(ofUnknown)),
            new("the second divided by the first", (ofUnknown / ofKnown).ToString("0.000", CultureInfo.InvariantCulture), "0.9 to 1.1"),
        ];
    }

    private static async Task<double> TimeAsync(HttpClient http, string email, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var answer = await http.PostAsJsonAsync(Routes.Login, new { email, password = Wrong }, cancellationToken);
        var took = TimeProvider.System.GetElapsedTime(began);
        return answer.StatusCode == HttpStatusCode.Unauthorized
            ? took.TotalMilliseconds
            : throw new InvalidOperationException($"A wrong password of {email} was answered with {(int)answer.StatusCode}.");
    }

    private static async Task AddPeopleAsync(MonitorServer host, CancellationToken cancellationToken)
    {
        using var administrator = new HttpClient { BaseAddress = host.Address };
        administrator.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await host.SignInAsync(cancellationToken));
        for (var number = 0; number < People; number++)
        {
            using var invited = await administrator.PostAsJsonAsync(
                Routes.People, new { email = EmailOf(number), grants = new[] { new { role = "viewer", sources = Array.Empty<string>() } } }, cancellationToken);
            invited.EnsureSuccessStatusCode();
            var link = (await invited.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("link").GetString()!;
            using var invitee = LoopbackClients.Http(number, host.Address, Limit);
            using var joined = await invitee.PostAsJsonAsync(Routes.Invitation, new { secret = link.Split('#')[1], password = MonitorServer.Password }, cancellationToken);
            joined.EnsureSuccessStatusCode();
        }
    }

    private static string EmailOf(int number) => string.Create(CultureInfo.InvariantCulture, $"person-{number}@example.com");
}
