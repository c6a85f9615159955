namespace FlextMonitor.Contracts.Tests;

public sealed class MessageDescriptorsTests
{
    public static TheoryData<string> MessageNames => [.. Samples.All.Where(sample => sample.Value is SourceMessage).Select(sample => sample.Key)];

    [Fact]
    public void All_ContainsEveryTypeOfMessageOnce() =>
        MessageDescriptors.All.Select(descriptor => descriptor.Type).ShouldBe(
            typeof(SourceMessage).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(SourceMessage))), ignoreOrder: true);

    [Fact]
    public void All_IsInTheOrderOfTheFirstState() =>
        MessageDescriptors.All.Select(descriptor => descriptor.Kind).ShouldBeInOrder();

    [Fact]
    public void Method_IsAClientMethodThatAcceptsTheMessage()
    {
        foreach (var descriptor in MessageDescriptors.All.Where(descriptor => descriptor.Method is not null))
        {
            typeof(IDashboardClient).GetMethod(descriptor.Method!)?.GetParameters().ShouldHaveSingleItem().ParameterType.ShouldBe(descriptor.Type);
        }
    }

    [Fact]
    public void Method_OfEachClientMethodButClosing_IsInTheTable() =>
        MessageDescriptors.All.Select(descriptor => descriptor.Method).OfType<string>().ShouldBe(
            typeof(IDashboardClient).GetMethods().Select(method => method.Name).Except([nameof(IDashboardClient.Closing)]), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(MessageNames))]
    public void Of_EachMessage_HasTheKindOfItsKey(string name)
    {
        var message = (SourceMessage)Samples.All[name];

        MessageDescriptors.Of(message).Kind.ShouldBe(message.Key.Kind);
    }

    [Fact]
    public void IsJudgement_IsTheSameForAllMessagesOfAKind()
    {
        MessageDescriptors.All.GroupBy(descriptor => descriptor.Kind).ShouldAllBe(kind => kind.Select(descriptor => descriptor.IsJudgement).Distinct().Count() == 1);
        MessageDescriptors.All.Where(descriptor => descriptor.IsJudgement).Select(descriptor => descriptor.Kind).Distinct()
            .ShouldBe([MessageKind.Pipeline, MessageKind.Problem, MessageKind.Evaluation]);
    }

    [Fact]
    public void IsRemoval_OfAValueAndItsRemoval_Differs()
    {
        ((SourceMessage)Samples.All["ProblemResolved"]).IsRemoval.ShouldBeTrue();
        ((SourceMessage)Samples.All["Problem"]).IsRemoval.ShouldBeFalse();
    }
}
