import type { Text } from '../shared/language.ts';

export const texts = {
  documentTitle: {
    en: 'gradloom · training neural networks in a web page',
    ko: 'gradloom · 웹 페이지에서 학습하는 신경망',
  },
  title: { en: 'Neural networks, trained inside a web page', ko: '웹 페이지 안에서 학습하는 신경망' },
  lede: {
    en: 'gradloom weaves a training step once, into a short list of GPU commands, and replays it. No server, no plug-in, no data leaves the page: open a tutorial, watch it learn on your own graphics card, and change its code.',
    ko: 'gradloom은 학습 한 스텝을 짧은 GPU 명령 목록으로 한 번 엮어 두고 되풀이해 실행합니다. 서버도 플러그인도 필요 없고, 데이터는 페이지 밖으로 나가지 않습니다. 튜토리얼을 열어 내 그래픽 카드에서 학습하는 모습을 보고, 코드도 고쳐 보세요.',
  },
  installTitle: { en: 'In your own page', ko: '내 페이지에서 쓰려면' },
  installText: {
    en: 'The interface is that of Keras, in the spelling of JavaScript. There is nothing to set up: the GPU is found, and its memory is managed, by itself.',
    ko: 'Keras의 인터페이스를 JavaScript 표기로 옮겼습니다. 따로 설정할 것은 없습니다. GPU를 찾고 메모리를 관리하는 일은 알아서 합니다.',
  },
  installTrain: {
    en: 'Or train from the command line, in a headless browser:',
    ko: '명령줄에서 화면 없는 브라우저로 학습할 수도 있습니다:',
  },
  footer: {
    en: 'Open source under the MIT licence. Images: [Fashion-MNIST](https://github.com/zalandoresearch/fashion-mnist), © 2017 Zalando SE, MIT licence. Wines: [Wine Quality](https://doi.org/10.24432/C56S3T), P. Cortez et al., 2009, CC BY 4.0. Houses: R. K. Pace and R. Barry, 1997, StatLib.',
    ko: 'MIT 라이선스로 공개된 오픈 소스입니다. 이미지: [Fashion-MNIST](https://github.com/zalandoresearch/fashion-mnist), © 2017 Zalando SE, MIT 라이선스. 와인: [Wine Quality](https://doi.org/10.24432/C56S3T), P. Cortez 외, 2009, CC BY 4.0. 집값: R. K. Pace, R. Barry, 1997, StatLib.',
  },
  software: {
    en: 'WebGPU works here, on a software adapter: everything runs, but slowly.',
    ko: '여기서는 WebGPU가 소프트웨어 어댑터로 동작합니다. 모두 실행되지만 느립니다.',
  },
} satisfies Record<string, Text>;

export const worksOn = (adapter: string): Text => ({
  en: `WebGPU works here, on ${adapter}.`,
  ko: `여기서는 WebGPU가 ${adapter}에서 동작합니다.`,
});
