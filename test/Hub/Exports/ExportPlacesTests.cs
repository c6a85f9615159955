using FlextMonitor.Hub.Exports;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Exports;

/// <summary>Who exports when.</summary>
public sealed class ExportPlacesTests
{
    private readonly ExportPlaces _places = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Take_OfTwoPeople_IsGranted_AndAThirdWaits()
    {
        var one = await TakeAsync("one");
        using var two = await TakeAsync("two");
        var three = TakeAsync("three");
        three.IsCompleted.ShouldBeFalse();

        one!.Dispose();

        using var place = await three.DefaultTimeout();
        place.ShouldNotBeNull();
    }

    [Fact]
    public async Task Take_OfOnePersonTwice_Waits_AndLetsOthersPass()
    {
        var first = await TakeAsync("one");
        var second = TakeAsync("one");

        using var other = await TakeAsync("two").DefaultTimeout();
        var third = TakeAsync("three");
        second.IsCompleted.ShouldBeFalse();
        first!.Dispose();

        // The person came before the third one.
        var place = await second.DefaultTimeout();
        third.IsCompleted.ShouldBeFalse();
        place!.Dispose();
        using var last = await third.DefaultTimeout();
        last.ShouldNotBeNull();
    }

    [Fact]
    public async Task Take_WhileTenWait_IsRefused_AndAPlaceThatIsLeftIsFree()
    {
        using var one = await TakeAsync("one");
        using var two = await TakeAsync("two");
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var waiting = Enumerable.Range(0, ExportPlaces.MostWaiting).Select(number => _places.TakeAsync($"waiting {number}", leaving.Token)).ToList();

        (await TakeAsync("refused").DefaultTimeout()).ShouldBeNull();
        await leaving.CancelAsync();
        foreach (var left in waiting)
        {
            await Should.ThrowAsync<OperationCanceledException>(left.DefaultTimeout());
        }

        var next = TakeAsync("next");
        next.IsCompleted.ShouldBeFalse();
        one!.Dispose();
        using var place = await next.DefaultTimeout();
        place.ShouldNotBeNull();
    }

    [Fact]
    public async Task Dispose_Twice_GivesOnePlaceBack()
    {
        var one = await TakeAsync("one");
        using var two = await TakeAsync("two");
        one!.Dispose();
        one.Dispose();

        using var three = await TakeAsync("three").DefaultTimeout();
        TakeAsync("four").IsCompleted.ShouldBeFalse();
    }

    private Task<IDisposable?> TakeAsync(string person) => _places.TakeAsync(person, Cancelled);
}
